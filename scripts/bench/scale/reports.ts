/** Fills a database with as many reports as a province would have after years, as the store keeps them, and indexes them once. */
import mongoose from "mongoose";
import {
	OPEN_STATES,
	OUTCOMES,
	REPORT_KINDS,
	type Report,
	type ReportState,
	URGENCIES,
} from "../../../src/domain/report.ts";
import { FIRST_CATEGORIES } from "../../../src/domain/reportCategory.ts";
import { findable, Reports } from "../../../src/store/reports.ts";
import { type Chance, chance } from "./names.ts";
import { NOW, neighbourhoodId, organizationId, personId, type Size } from "./province.ts";

const DAY = 86_400_000;
const BATCH = 5_000;
export const AGENCIES = 40;

export const reportId = (number: number) => `R${String(number).padStart(15, "0")}`;
export const agencyId = (number: number) => `A${String(number % AGENCIES).padStart(15, "0")}`;
export const codeOf = (number: number) =>
	`R-${1390 + (number % 16)}-${String(Math.floor(number / 16) + 1).padStart(4, "0")}`;

const CATEGORIES = Object.entries(FIRST_CATEGORIES).filter(([, { emergencyNumber }]) => emergencyNumber === undefined);
const THINGS = "زباله آب فاضلاب چراغ آسفالت پارک مدرسه درمانگاه کانال پل دیوار ساختمان زمین جوی نخاله".split(" ");
const TROUBLES = "رها شده|خراب است|جمع‌آوری نمی‌شود|خاموش است|شکسته است|خطرناک است|بو می‌دهد|تمام نشده است".split("|");
const WHERE = "کوچهٔ خیابان میدان بن‌بست بلوار پشت روبه‌روی نزدیک".split(" ");
const NAMED = "شهید نواب سعدی دانش گلستان لاله بهار فردوسی حافظ آزادی امید مهر نرگس یاس سرو چنار ارغوان شقایق".split(
	" ",
);

/** What people type, of words that reports have. */
export const SAID = { everywhere: ["زباله", "پارک", "خیابان"], some: ["شقایق", "ارغوان"], beginnings: ["ز", "پا"] };

export function placeOf(luck: Chance): { latitude: number; longitude: number } {
	// A town of some eight kilometres, and the province around it.
	const spread = luck.often(80) ? 0.04 : 0.3;
	return {
		latitude: 36.27 + ((luck.number(20_001) - 10_000) / 10_000) * spread,
		longitude: 50 + ((luck.number(20_001) - 10_000) / 10_000) * spread,
	};
}

function aReport(number: number, luck: Chance, size: Size): Report {
	const [category, { dimension, isSensitive = false }] = luck.one(CATEGORIES);
	const kind = luck.number(100) < 10 ? "stalledWork" : luck.one(REPORT_KINDS.filter((one) => one !== "stalledWork"));
	// After years most are closed.
	const state: ReportState = luck.often(12) ? luck.one(OPEN_STATES) : "closed";
	const createdAt = new Date(NOW.getTime() - Math.floor((1_800 * DAY * (size.reports - number)) / size.reports));
	const reporterId = personId(luck.number(size.people));
	const organization = organizationId(luck.number(size.organizations));
	const agency = agencyId(luck.number(AGENCIES));
	const reachesAgency = state === "referred" || state === "inProgress";
	const day = (days: number) => new Date(NOW.getTime() + days * DAY).toISOString().slice(0, 10);
	return {
		...{ id: reportId(number), code: codeOf(number), kind, state, reporterId, requestId: `Q${number}` },
		...(state === "closed" ? { outcome: luck.one(OUTCOMES) } : {}),
		...(isSensitive ? { isSensitive } : {}),
		...{ organizationId: organization, organizationIds: [organization], followers: [reporterId], supporters: 0 },
		...{ dimension, category, neighbourhoodId: neighbourhoodId(luck.number(1_000)), place: placeOf(luck) },
		landmark: `${luck.one(WHERE)} ${luck.one(NAMED)} ${luck.number(40)}`,
		what: `${luck.one(THINGS)} ${luck.one(WHERE)} ${luck.one(NAMED)} ${luck.one(TROUBLES)}`,
		...{
			photos: [],
			affected: luck.number(500),
			urgency: luck.one(URGENCIES),
			committeeId: dimension,
			agencyId: agency,
		},
		...(reachesAgency ? { referral: { agencyId: agency, at: createdAt } } : {}),
		...(state === "underReview" ? { claimedById: personId(luck.number(40)) } : {}),
		...(state !== "closed" ? { dueOn: day(luck.number(60) - 30) } : {}),
		...(kind === "stalledWork"
			? {
					stalled: {
						agencyId: agency,
						startedYear: 1390 + luck.number(14),
						stoppedOn: day(-luck.number(3_000)),
						percent: luck.number(100),
					},
				}
			: {}),
		steps: [{ event: "received", at: createdAt, byId: reporterId }],
		...{ reopened: 0, revision: 1, createdAt, changedAt: createdAt },
	} as Report;
}

/** Before the indexes are there: they are made in one go afterwards. */
export async function fillReports(size: Size, uri: string): Promise<void> {
	const luck = chance(1406);
	const uses = new Map<string, number>();
	for (let first = 0; first < size.reports; first += BATCH) {
		const count = Math.min(BATCH, size.reports - first);
		const batch = Array.from({ length: count }, (_, index) => {
			const { id, ...rest } = aReport(first + index, luck, size);
			const keys = findable({ id, ...rest });
			for (const word of keys.searchWords) uses.set(word, (uses.get(word) ?? 0) + 1);
			return { _id: id as never, ...rest, ...keys };
		});
		await Reports.collection.insertMany(batch, { ordered: false });
	}
	const words = [...uses].map(([word, number]) => ({ _id: word as never, uses: number }));
	for (let first = 0; first < words.length; first += BATCH)
		await mongoose.connection.collection("reportWords").insertMany(words.slice(first, first + BATCH));
	// Indexing a million takes longer than the program waits for any answer.
	const patient = await mongoose.createConnection(uri, { socketTimeoutMS: 0 }).asPromise();
	await patient
		.collection("reports")
		.createIndexes(Reports.schema.indexes().map(([key, options]) => ({ ...options, key }) as never));
	await patient.close();
}
