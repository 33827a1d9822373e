/** The words offices use for fields of activity, licensing authorities and titles, and what they mean here. */
import type { LicensingAuthority, OrganizationField } from "./organization.ts";
import { searchForm } from "./persian.ts";
import type { Title } from "./person.ts";
import type { Today } from "./typedDates.ts";

/** The words of the lists the office keeps, in their joined search form. */
export interface Vocabulary {
	fields: ReadonlyMap<string, OrganizationField>;
	authorities: ReadonlyMap<string, LicensingAuthority>;
	/** "name" or "name@city" */
	neighbourhoods: ReadonlyMap<string, string>;
	today: Today;
}

/** The form in which words of lists are compared: "زنان و خانواده" and "زنان‌وخانواده" are the same. */
export function joinedForm(text: string): string {
	return searchForm(text).replaceAll(" ", "");
}

/** How people are addressed, by the words offices use. */
export const TITLES: [pattern: RegExp, title: Title][] = [
	[/دکتر|^dr/i, "dr"],
	[/خانم|بانو|سرکار|^m(?:rs|s)\b/i, "ms"],
	[/آقا|جناب|^mr\b/i, "mr"],
];

/** Fields by the stems of the words offices use for them. */
const FIELD_STEMS: [pattern: RegExp, field: OrganizationField][] = [
	[/محیط|environment|پسماند|طبیعت/, "environment"],
	[/اعتیاد|معتاد|addict/, "addictionRecovery"],
	[/معلول|توانیاب|نابینا|ناشنوا|disab/, "disability"],
	[/سالمند|elder/, "elderly"],
	[/کودک|یتیم|ایتام|child|orphan/, "children"],
	[/زنان|بانوان|خانواده|women|family/, "womenAndFamily"],
	[/خیریه|نیکوکار|فقر|نیازمند|محروم|povert|charit/, "povertyRelief"],
	[/سلامت|بهداشت|درمان|بیمار|پزشک|health/, "health"],
	[/جوانان|ورزش|youth|sport/, "youthAndSport"],
	[/کارافرین|اشتغال|employ|entrepreneur/, "employment"],
	[/بحران|امداد|crisis|relief/, "crisisRelief"],
	[/فرهنگ|هنر|میراث|culture|art/, "cultureAndArt"],
	[/مسکن|شهری|housing|urban/, "urbanAndHousing"],
	[/شهروند|حقوق|citizen/, "citizenship"],
	[/اموزش|مدرسه|علمی|educat/, "education"],
	[/اجتماعی|social/, "social"],
];

export function fieldOf(text: string): OrganizationField | undefined {
	const form = joinedForm(text);
	return FIELD_STEMS.find(([stem]) => stem.test(form))?.[1];
}

const AUTHORITY_STEMS: [pattern: RegExp, authority: LicensingAuthority][] = [
	[/کشور|استانداری|فرمانداری|interior|governor/, "interior"],
	[/بهزیستی|welfare/, "welfare"],
	[/ورزش|جوانان|sport|youth/, "sportAndYouth"],
	[/محیط|environment/, "environment"],
	[/میراث|heritage/, "culturalHeritage"],
	[/کمیتهامداد|امداد|reliefcommittee/, "reliefCommittee"],
	[/انتظامی|ناجا|فراجا|police/, "police"],
];

export function authorityOf(text: string, { authorities }: Vocabulary): LicensingAuthority | undefined {
	const form = joinedForm(text);
	return authorities.get(form) ?? AUTHORITY_STEMS.find(([stem]) => stem.test(form))?.[1];
}

/**
 * "آموزش، محیط زیست": each piece that is known, once; what none of the lists has. A piece is read as it stands, else by
 * its parts ("محیط زیست و آموزش"), else by what it seems to mean.
 */
export function pieces<V>(
	text: string,
	exactly: (piece: string) => V | undefined,
	roughly: (piece: string) => V | undefined = exactly,
): { known: V[]; unknown: string[] } {
	const known = new Set<V>();
	const unknown: string[] = [];
	for (const piece of text.split(/[،,؛;/|+\n]/).map((one) => one.trim())) {
		if (piece === "") continue;
		const whole = exactly(piece);
		const parts =
			whole === undefined ? piece.split(/\s(?:و|and)\s/u).map((part) => exactly(part) ?? roughly(part)) : [whole];
		const found = parts.every((part) => part !== undefined) ? parts : [roughly(piece)];
		for (const one of found) {
			if (one === undefined) unknown.push(piece);
			else known.add(one);
		}
	}
	return { known: [...known], unknown };
}
