/** The codes by which organizations are called: the Jalali year and a running number. */

/** "O-1405-0042" */
export function codeOf(year: number, number: number): string {
	return `O-${year}-${String(number).padStart(4, "0")}`;
}

/** The register's year is the province's, wherever the process runs. */
export function jalaliYearOf(now: Date): number {
	return Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO("Asia/Tehran").withCalendar("persian")
		.year;
}
