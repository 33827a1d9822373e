/** Emptying the playground's database. */
import { mongo } from "mongoose";

export async function emptyDatabase(uri: string): Promise<void> {
	const client = new mongo.MongoClient(uri);
	try {
		await client.db().dropDatabase();
	} finally {
		await client.close();
	}
}
