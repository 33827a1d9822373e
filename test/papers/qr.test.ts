import { expect, test } from "vitest";
import { qrPicture } from "../../src/papers/qr.ts";

test("a link becomes a small PNG of 512 pixels a side, the same for the same link", async () => {
	const link = `https://t.me/dabir_bot?start=${"A".repeat(22)}`;
	const picture = Buffer.from(await qrPicture(link));
	expect(picture.subarray(0, 8).toString("hex")).toBe("89504e470d0a1a0a");
	expect([picture.readUInt32BE(16), picture.readUInt32BE(20)]).toEqual([512, 512]);
	expect(picture.length).toBeLessThan(20_000);
	expect(picture.equals(Buffer.from(await qrPicture(link)))).toBe(true);
	expect(picture.equals(Buffer.from(await qrPicture(`${link}B`)))).toBe(false);
});
