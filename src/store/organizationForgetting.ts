/** How a person is taken out of the organizations they spoke for or wrote to. */
import mongoose from "mongoose";
import { STATE_GROUPS } from "../domain/register.ts";
import { Organizations } from "./organizations.ts";

/** Those that were approved once. */
const REGISTERED = STATE_GROUPS.registered;

/** Every organization of the applicant's that was never approved. */
export async function removeUnapproved(applicantId: string): Promise<void> {
	await Organizations.deleteMany({ applicantId, state: mongoose.trusted({ $nin: [...REGISTERED] }) });
}

/** What somebody wrote beside a correction, in organizations that stay. */
export async function removeWordsOf(personId: string): Promise<void> {
	await Organizations.updateMany(
		{ steps: mongoose.trusted({ $elemMatch: { byId: personId, event: "corrected" } }) },
		{ $unset: { "steps.$[own].words": "" } },
		{ arrayFilters: [{ "own.byId": personId, "own.event": "corrected" }] },
	);
}

/** Of organizations that came with an office's list and that nobody speaks for: the one who is named with this number. */
export async function unnameContact(phone: string): Promise<void> {
	await Organizations.updateMany(
		{ unclaimed: true, "director.phone": phone },
		{ $set: { director: { name: "", title: "none", phone: "" } } },
	);
}

/** An approved organization stays; who spoke for it is taken out. */
export async function removeDirector(applicantId: string): Promise<void> {
	await Organizations.updateMany(
		{ applicantId, state: mongoose.trusted({ $in: [...REGISTERED] }) },
		{
			$set: { director: { name: "", title: "none", phone: "" } },
			$unset: { licenseFile: "", "steps.$[own].words": "" },
		},
		{ arrayFilters: [{ "own.byId": applicantId }] },
	);
}

/** The license that somebody sent goes with them. */
export async function removeLicense(id: string, fileId: string): Promise<void> {
	await Organizations.updateOne({ _id: id, "licenseFile.fileId": fileId }, { $unset: { licenseFile: "" } });
}
