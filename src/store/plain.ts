/** A stored document as the floors above know it: a plain object whose id is called `id`. */
export function plain<Stored extends { _id: string }>(stored: Stored): Omit<Stored, "_id"> & { id: string };
export function plain<Stored extends { _id: string }>(
	stored: Stored | null | undefined,
): (Omit<Stored, "_id"> & { id: string }) | undefined;
export function plain<Stored extends { _id: string }>(stored: Stored | null | undefined) {
	if (stored === null || stored === undefined) return undefined;
	const { _id, ...rest } = stored;
	return { id: _id, ...rest };
}
