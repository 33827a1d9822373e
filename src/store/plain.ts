/** A stored document as the floors above know it: a plain object whose id is called `id`. */

/** How a thing lies in the database: its id is the document's `_id`. */
export type Kept<Thing extends { id: string }> = Omit<Thing, "id"> & { _id: string };

type Found = { _id: unknown };

/** The thing as it was kept; undefined when nothing was found. */
export function plain<Thing extends { id: string }>(found: Found): Thing;
export function plain<Thing extends { id: string }>(found: Found | null | undefined): Thing | undefined;
export function plain<Thing extends { id: string }>(found: Found | null | undefined): Thing | undefined {
	if (found === null || found === undefined) return undefined;
	const { _id, ...rest } = found;
	return { id: _id, ...rest } as unknown as Thing;
}
