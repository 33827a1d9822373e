/** Quiet hours: from ten in the evening to seven in the morning people are told only what cannot wait. */

/** Hours of the local day. */
export interface QuietHours {
	from: number;
	to: number;
}

const QUIET_HOURS: QuietHours = { from: 22, to: 7 };

/** The end of the quiet hours that `moment` lies in; nothing when it lies in none. */
export function quietUntil(moment: Date, timeZone: string, { from, to } = QUIET_HOURS): Date | undefined {
	const local = Temporal.Instant.fromEpochMilliseconds(moment.getTime()).toZonedDateTimeISO(timeZone);
	if (local.hour >= to && local.hour < from) return undefined;
	const day = local.hour >= from ? local.add({ days: 1 }) : local;
	const end = day.toPlainDate().toZonedDateTime({ timeZone, plainTime: Temporal.PlainTime.from({ hour: to }) });
	return new Date(end.epochMilliseconds);
}
