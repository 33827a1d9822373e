/** A QR picture of a link, as a PNG to be shown on another phone or printed. */
import qrcode from "qrcode";

/** Pixels of a side: sharp on paper, small on a slow line (some 5 kB). */
const SIDE = 512;

export async function qrPicture(link: string): Promise<Uint8Array> {
	return await qrcode.toBuffer(link, { type: "png", width: SIDE, margin: 3, errorCorrectionLevel: "M" });
}
