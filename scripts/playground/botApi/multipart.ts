/** Reads multipart/form-data as Telegram does: unquoted file names too, which grammY sends and Node's reader refuses. */
import type { UploadedFile } from "./files.ts";
import { malformed } from "./refusal.ts";

export interface Form {
	fields: Map<string, string>;
	files: Map<string, UploadedFile>;
}

export function readMultipart(body: Buffer, contentType: string): Form {
	const boundary = /boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType);
	const name = boundary?.[1] ?? boundary?.[2];
	if (name === undefined) throw malformed("wrong multipart request: there is no boundary");
	const fields = new Map<string, string>();
	const files = new Map<string, UploadedFile>();
	const marker = Buffer.from(`--${name}`);
	let start = body.indexOf(marker);
	for (;;) {
		if (start < 0) throw malformed("wrong multipart request: it is cut short");
		start += marker.length;
		if (body.toString("latin1", start, start + 2) === "--") return { fields, files };
		const next = body.indexOf(`\r\n--${name}`, start, "latin1");
		if (next < 0) throw malformed("wrong multipart request: it is cut short");
		readPart(body.subarray(start + 2, next), fields, files);
		start = next + 2;
	}
}

function readPart(part: Buffer, fields: Form["fields"], files: Form["files"]): void {
	const end = part.indexOf("\r\n\r\n");
	if (end < 0) throw malformed("wrong multipart request: a part has no headers");
	const headers = part.toString("utf8", 0, end);
	const content = part.subarray(end + 4);
	const name = /;\s*name="?([^";\r\n]*)"?/i.exec(headers)?.[1];
	if (name === undefined) throw malformed("wrong multipart request: a part has no name");
	const file = /;\s*filename="([^"\r\n]*)"/i.exec(headers)?.[1] ?? /;\s*filename=([^;\r\n]*)/i.exec(headers)?.[1];
	if (file === undefined) fields.set(name, content.toString("utf8"));
	else {
		const mime = /content-type:\s*([^\r\n;]+)/i.exec(headers)?.[1] ?? "application/octet-stream";
		files.set(name, { name: file, mime, bytes: Buffer.from(content) });
	}
}
