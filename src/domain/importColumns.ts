/** The columns of an office's register: how each is headed, in Persian and in English, in whatever spelling and order. */
import { searchForm } from "./persian.ts";

/** In the order in which Dabir writes them. */
export const IMPORT_COLUMNS = [
	"name",
	"registrationNumber",
	"nationalId",
	"foundedYear",
	"licensingAuthority",
	"licenseExpiresOn",
	"fields",
	"city",
	"neighbourhoods",
	"memberCount",
	"volunteerCount",
	"about",
	"directorName",
	"directorTitle",
	"phone",
] as const;
export type ImportColumn = (typeof IMPORT_COLUMNS)[number];

const HEADINGS: Record<ImportColumn, string> = {
	name: "نام سازمان|نام مؤسسه|نام سمن|نام تشکل|نام انجمن|نام خیریه|نام مؤسسه خیریه|عنوان سازمان|عنوان مؤسسه|نام کامل سازمان|سازمان|مؤسسه|سمن|نام|organization|organisation|organization name|organisation name|name|name of organization|ngo|ngo name",
	registrationNumber:
		"شماره ثبت|ش ثبت|شماره ثبتی|کد ثبت|شماره ثبت سازمان|registration number|registration no|reg no|reg number|registration",
	nationalId:
		"شناسه ملی|شناسه ملی سازمان|شناسه ملی مؤسسه|کد شناسه ملی|national id|legal national id|national identifier",
	foundedYear:
		"سال تأسیس|تاریخ تأسیس|سال ثبت|تاریخ ثبت|تأسیس|founded|founded in|founded year|year founded|year of foundation|established|date of establishment|registration date",
	licensingAuthority:
		"مرجع صدور پروانه|مرجع صدور مجوز|مرجع صدور|مرجع پروانه|مرجع مجوز|دستگاه صادرکننده|صادرکننده پروانه|صادرکننده مجوز|licensing authority|license authority|licence authority|issued by|authority",
	licenseExpiresOn:
		"اعتبار پروانه|اعتبار مجوز|تاریخ اعتبار|تاریخ اعتبار پروانه|تاریخ اعتبار مجوز|پایان اعتبار|پایان اعتبار پروانه|تاریخ پایان اعتبار|تاریخ پایان پروانه|تاریخ پایان مجوز|پایان پروانه|پایان مجوز|تاریخ انقضای مجوز|تاریخ انقضا|انقضای پروانه|تاریخ انقضای پروانه|اعتبار تا|license expiry|licence expiry|license expires|license expires on|expiry|expiry date|expires|expires on|valid until|license valid until|licence valid until",
	fields:
		"زمینه فعالیت|زمینه های فعالیت|حوزه فعالیت|حوزه های فعالیت|موضوع فعالیت|نوع فعالیت|زمینه|زمینه ها|حوزه|field|fields|field of activity|fields of activity|activity|activities|area of activity",
	city: "شهر|شهرستان|نام شهر|city|town|county",
	neighbourhoods:
		"محله|محله ها|محله فعالیت|محله های فعالیت|محلات|neighbourhood|neighbourhoods|neighborhood|neighborhoods|area",
	memberCount: "اعضا|تعداد اعضا|تعداد عضو|شمار اعضا|members|member count|number of members",
	volunteerCount: "داوطلبان|تعداد داوطلبان|تعداد داوطلب|شمار داوطلبان|volunteers|volunteer count|number of volunteers",
	about: "معرفی|شرح فعالیت|شرح|توضیح فعالیت|درباره|درباره سازمان|about|description|summary",
	directorName:
		"مدیرعامل|نام مدیرعامل|نام و نام خانوادگی مدیرعامل|نام مدیر|مدیر|مسئول|نام مسئول|director|director name|name of director|managing director|ceo|contact person",
	directorTitle: "عنوان مدیرعامل|خطاب|خطاب مدیرعامل|director title|title of director",
	phone:
		"تلفن|تلفن همراه|همراه|موبایل|شماره موبایل|شماره همراه|شماره تماس|شماره تلفن|تلفن تماس|تلفن مدیرعامل|همراه مدیرعامل|تلفن همراه مدیرعامل|شماره تماس مدیرعامل|phone|phone number|mobile|mobile number|telephone|tel|cell phone|contact number",
};

const BY_HEADING = new Map(
	IMPORT_COLUMNS.flatMap((column) => HEADINGS[column].split("|").map((heading) => [joined(heading), column] as const)),
);

/** Written by Dabir itself over the checked copy of a file. */
const OWN = new Set(["وضعیت / خطا", "Status / error"].map(joined));

export interface Heading {
	/** Where each known column stands, from 0. */
	columns: Partial<Record<ImportColumn, number>>;
	/** Headings that mean nothing to us, and those that came a second time. */
	ignored: string[];
}

/** Reads a row as a row of headings; undefined when it is none: the name and one more column must be there. */
export function readHeading(cells: readonly (string | undefined)[]): Heading | undefined {
	const columns: Heading["columns"] = {};
	const ignored: string[] = [];
	for (const [at, text] of cells.entries()) {
		if (text === undefined || text === "" || OWN.has(joined(text))) continue;
		const column = columnOf(text);
		if (column && columns[column] === undefined) columns[column] = at;
		else ignored.push(text);
	}
	return columns.name !== undefined && Object.keys(columns).length > 1 ? { columns, ignored } : undefined;
}

/** What stands in parentheses does not count ("شمارهٔ ثبت (اجباری)"), and of two words either will do ("مؤسسه / سمن"). */
function columnOf(text: string): ImportColumn | undefined {
	const plain = text.replace(/\([^()]*\)/g, "");
	for (const heading of [text, plain, ...plain.split(/[/\\]/)]) {
		const column = BY_HEADING.get(joined(heading));
		if (column) return column;
	}
	return undefined;
}

function joined(text: string): string {
	// "شناسه‌ی ملی" is typed for "شناسهٔ ملی".
	return searchForm(text)
		.replace(/ ی(?= )/g, "")
		.replaceAll(" ", "");
}
