/** A calendar file: meetings as phones and computers take them into their calendars, moved and cancelled by their number. */
import ical, { ICalCalendarMethod, ICalEventStatus } from "ical-generator";
import { type Meeting, reminderAt } from "../domain/meeting.ts";
import type { T } from "../texts/index.ts";

/** One meeting, to be taken into a calendar or, when it is cancelled, out of it. */
export function meetingFile(meeting: Meeting, now: Date, t: T): string {
	const method = meeting.state === "cancelled" ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.PUBLISH;
	return calendarOf([meeting], method, now, t);
}

/** All of somebody's meetings, for a calendar that asks again and again. */
export function feedFile(meetings: readonly Meeting[], now: Date, t: T): string {
	return calendarOf(meetings, ICalCalendarMethod.PUBLISH, now, t);
}

function calendarOf(meetings: readonly Meeting[], method: ICalCalendarMethod, now: Date, t: T): string {
	const calendar = ical({ name: t.plain("meetings.calendar.name"), method, prodId: "//dabir//meetings//FA" });
	for (const meeting of meetings) {
		const { icsUid, sequence, startsAt, endsAt, title, address, link, place, state, agenda } = meeting;
		const event = calendar.createEvent({
			id: icsUid,
			sequence,
			stamp: now,
			start: startsAt,
			end: endsAt,
			summary: title,
			status: state === "cancelled" ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
			description: agenda
				.map(
					(item, index) =>
						`${index + 1}. ${item.title || t.dynamicPlain(`meetings.found.${item.about}`, { count: item.count ?? 0 })}`,
				)
				.join("\n"),
			...(link !== undefined && { url: link }),
		});
		if (address !== undefined) {
			event.location({ title: address, ...(place && { geo: { lat: place.latitude, lon: place.longitude } }) });
		}
		const last = Math.min(...meeting.reminders);
		if (state === "planned" && Number.isFinite(last)) event.createAlarm({ trigger: reminderAt(meeting, last) });
	}
	return calendar.toString();
}
