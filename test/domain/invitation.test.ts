import { expect, test } from "vitest";
import { type Invitation, stateOf, tokenIn } from "../../src/domain/invitation.ts";
import { newToken } from "../../src/kit/ids.ts";

const NOW = new Date("2026-11-24T06:30:00Z");
const open: Invitation = {
	id: "0123456789abcdef",
	role: "member",
	byId: "x",
	createdAt: NOW,
	expiresAt: new Date(NOW.getTime() + 1),
	uses: 1,
	left: 1,
	usedBy: [],
	requestId: "r",
};

test.each([
	["open", {}],
	["usedUp", { left: 0 }],
	["expired", { expiresAt: NOW }],
	["revoked", { revokedAt: NOW, left: 0 }],
	["declined", { declinedAt: NOW }],
] as const)("an invitation is %s", (state, changed) => {
	expect(stateOf({ ...open, ...changed }, NOW)).toBe(state);
});

test("a token is found in a link of any form, and in itself", () => {
	const token = newToken();
	for (const text of [
		token,
		` ${token}\n`,
		`https://t.me/dabir_bot?start=${token}`,
		`t.me/dabir_bot?start=${token}&x=1`,
		`دعوت: https://t.me/dabir_bot?start=${token}`,
		`tg://resolve?domain=dabir_bot&start=${token}`,
	])
		expect(tokenIn(text), text).toBe(token);
	for (const text of ["", "سلام", "O-1405-0042", `${token}x`, token.slice(1), `https://t.me/dabir_bot?start=${token}x`])
		expect(tokenIn(text), text).toBeUndefined();
});
