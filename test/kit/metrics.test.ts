import { expect, test } from "vitest";
import { createMetrics } from "../../src/kit/metrics.ts";

test("the figures tell what was counted and what is true now", async () => {
	const metrics = createMetrics();
	metrics.updates.inc({ kind: "message", outcome: "handled" });
	metrics.deliveries.inc({ state: "sent" }, 3);
	let waiting = 2;
	metrics.watch({
		deliveries: async () => ({ pending: waiting }),
		outboxLag: async () => 4.5,
		leader: () => true,
		sessionsOpen: () => 7,
	});
	const text = await metrics.registry.metrics();
	expect(text).toContain('dabir_updates_total{kind="message",outcome="handled"} 1');
	expect(text).toContain('dabir_deliveries_total{state="sent"} 3');
	expect(text).toContain('dabir_deliveries{state="pending"} 2');
	expect(text).toContain("dabir_outbox_lag_seconds 4.5");
	expect(text).toContain("dabir_leader 1");
	expect(text).toContain("dabir_sessions_open 7");
	waiting = 0;
	expect(await metrics.registry.metrics()).toContain('dabir_deliveries{state="pending"} 0');
});

test("while the database is away the figures are there, without those that only it could tell", async () => {
	const metrics = createMetrics();
	metrics.watch({
		deliveries: () => Promise.reject(new Error("away")),
		outboxLag: () => Promise.reject(new Error("away")),
		leader: () => false,
	});
	const text = await metrics.registry.metrics();
	expect(text).toContain("dabir_leader 0");
	expect(text).not.toMatch(/^dabir_outbox_lag_seconds/m);
	expect(text).not.toMatch(/^dabir_deliveries\{/m);
});
