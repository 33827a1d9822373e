/** The playground's page: shows what the local Bot API server shows people, and sends back what they do. No library. */

/* ── Words: the page's own labels; what the bot says comes from the bot ─────────────────────────────────────── */

const LABELS = {
	fa: {
		title: "اتاق تمرین دبیر",
		banner: "نمونهٔ آزمایشی: همهٔ نام‌ها، شماره‌ها و سازمان‌های این صفحه ساختگی‌اند و پیامی به تلگرام واقعی نمی‌رود.",
		clock: "ساعت تمرین",
		plusHour: "یک ساعت بعد",
		plusDay: "یک روز بعد",
		nextDue: "اولین موعد بعدی",
		noDue: "در حال حاضر پیام زمان‌داری در انتظار نیست.",
		calls: "فراخوانی‌ها",
		people: "افراد",
		addPerson: "فرد تازه",
		addGroup: "گروه تازه",
		firstName: "نام",
		lastName: "نام خانوادگی",
		languageOfTelegram: "زبان تلگرام این فرد",
		groupTitle: "نام گروه",
		members: "اعضا",
		addBotToo: "دبیر هم عضو گروه شود",
		create: "بساز",
		cancel: "انصراف",
		close: "بستن",
		hide: "پنهان کردن گوشی",
		options: "گزینه‌های گوشی",
		block: "مسدود کردن ربات",
		unblock: "رفع انسداد ربات",
		begin: "شروع",
		beginAgain: "رفع انسداد و ادامه",
		beginWith: "شروع با کد دعوت",
		payload: "کد پیوند (start)",
		addBot: "افزودن دبیر به گروه",
		removeBot: "حذف دبیر از گروه",
		upgrade: "تبدیل به ابرگروه",
		botAway: "دبیر عضو این گروه نیست.",
		menu: "منو",
		noCommands: "ربات هنوز فهرست دستوری نداده است.",
		write: "پیام",
		send: "ارسال",
		save: "ذخیرهٔ ویرایش",
		attach: "پیوست",
		contact: "مخاطب",
		place: "مکان",
		photo: "عکس",
		album: "آلبوم",
		voice: "صدا",
		document: "سند",
		sticker: "برچسب",
		poll: "نظرسنجی",
		myNumber: "شمارهٔ خودم",
		otherContact: "مخاطب دیگر",
		name: "نام",
		number: "شمارهٔ تلفن",
		latitude: "عرض جغرافیایی",
		longitude: "طول جغرافیایی",
		approximate: "جای نقطه‌ها تقریبی است.",
		choosePhoto: "انتخاب عکس از دستگاه",
		demoLicense: "نمونهٔ پروانهٔ فعالیت",
		demoStreet: "نمونهٔ عکس محله",
		caption: "زیرنویس",
		seconds: "ثانیه",
		photos: "عکس",
		howLong: "مدت پیام صوتی",
		howMany: "تعداد عکس‌های آلبوم",
		chooseFile: "انتخاب پرونده از دستگاه",
		demoDocument: "نمونهٔ سند (پی‌دی‌اف)",
		edit: "ویرایش",
		reply: "پاسخ",
		copyId: "شمارهٔ پیام",
		editing: "در حال ویرایش",
		replyingTo: "در پاسخ به",
		edited: "ویرایش‌شده",
		forwarded: "بازارسال‌شده",
		typing: "در حال نوشتن",
		upload_photo: "در حال ارسال عکس",
		upload_document: "در حال ارسال سند",
		find_location: "در حال یافتن مکان",
		newMessages: "رفتن به آخرین پیام",
		spoiler: "متن پنهان؛ برای دیدن بزنید",
		expand: "نقل‌قول؛ برای دیدن همهٔ متن بزنید",
		voiceMessage: "پیام صوتی",
		myLocation: "موقعیت مکانی",
		messageActions: "کارهای این پیام",
		ok: "متوجه شدم",
		copied: "رونوشت شد.",
		removed: "حذف شد",
		chats: "گفت‌وگوها",
		phoneOf: "گوشی",
		admin: "مدیر سامانه",
		coordinator: "کارشناس دبیرخانه",
		director: "مدیرعامل",
		member: "همکار سازمان",
		liaison: "رابط دستگاه",
		applicant: "متقاضی",
		person: "آشنا با دبیر",
		stranger: "ناشناس",
		blockedBadge: "ربات را مسدود کرده",
		violations: "ایرادها: تلگرام این‌ها را نمی‌پذیرفت",
		noViolations: "همهٔ فراخوانی‌ها مطابق قواعد تلگرام بوده است.",
		sumCalls: "فراخوانی",
		sumAccepted: "پذیرفته",
		sumRefused: "ردشده",
		sumFaults: "اختلال",
		accepted: "پذیرفته",
		refused: "ردشده",
		fault: "اختلال",
		offline: "ارتباط با برنامهٔ تمرین قطع شد؛ به‌محض اجرای دوبارهٔ آن، این صفحه ادامه می‌دهد.",
		empty: "هنوز پیامی نیست.",
		nobody: "برای دیدن گوشی هر فرد، نام او را در بالا بزنید.",
		emptyCalls: "هنوز فراخوانی‌ای ثبت نشده است.",
		joined: "به گروه پیوست",
		left: "از گروه رفت",
		migrated: "این گروه به ابرگروه تبدیل شد",
		migratedHere: "ابرگروه از گروه پیشین ساخته شد",
		groupCreated: "گروه ساخته شد",
	},
	en: {
		title: "Dabir practice room",
		banner: "Demo: every name, number and organization here is invented, and nothing is sent to the real Telegram.",
		clock: "Practice clock",
		plusHour: "+1 hour",
		plusDay: "+1 day",
		nextDue: "Next due moment",
		noDue: "Nothing is waiting for a moment at present.",
		calls: "API calls",
		people: "People",
		addPerson: "New person",
		addGroup: "New group",
		firstName: "First name",
		lastName: "Last name",
		languageOfTelegram: "Language of their Telegram",
		groupTitle: "Group title",
		members: "Members",
		addBotToo: "Add Dabir to the group",
		create: "Create",
		cancel: "Cancel",
		close: "Close",
		hide: "Hide this phone",
		options: "Phone options",
		block: "Block the bot",
		unblock: "Unblock the bot",
		begin: "Start",
		beginAgain: "Unblock and go on",
		beginWith: "Start with a link's code",
		payload: "Code of the link (start)",
		addBot: "Add Dabir to the group",
		removeBot: "Remove Dabir from the group",
		upgrade: "Make it a supergroup",
		botAway: "Dabir is not in this group.",
		menu: "Menu",
		noCommands: "The bot has not set any commands yet.",
		write: "Message",
		send: "Send",
		save: "Save the edit",
		attach: "Attach",
		contact: "Contact",
		place: "Place",
		photo: "Photo",
		album: "Album",
		voice: "Voice",
		document: "File",
		sticker: "Sticker",
		poll: "Poll",
		myNumber: "My own number",
		otherContact: "Another contact",
		name: "Name",
		number: "Phone number",
		latitude: "Latitude",
		longitude: "Longitude",
		approximate: "The points are approximate.",
		choosePhoto: "Choose a photo from this device",
		demoLicense: "A sample license",
		demoStreet: "A sample street photo",
		caption: "Caption",
		seconds: "seconds",
		photos: "photos",
		howLong: "Length of the voice message",
		howMany: "Photos in the album",
		chooseFile: "Choose a file from this device",
		demoDocument: "A sample file (PDF)",
		edit: "Edit",
		reply: "Reply",
		copyId: "Message number",
		editing: "Editing",
		replyingTo: "Replying to",
		edited: "edited",
		forwarded: "Forwarded",
		typing: "typing",
		upload_photo: "sending a photo",
		upload_document: "sending a file",
		find_location: "choosing a place",
		newMessages: "Go to the last message",
		spoiler: "Hidden text; press to see it",
		expand: "Quote; press to see all of it",
		voiceMessage: "Voice message",
		myLocation: "Location",
		messageActions: "What can be done with this message",
		ok: "OK",
		copied: "Copied.",
		removed: "removed",
		chats: "Chats",
		phoneOf: "Phone of",
		admin: "Admin",
		coordinator: "Coordinator",
		director: "Director",
		member: "Member",
		liaison: "Agency liaison",
		applicant: "Applicant",
		person: "Known to Dabir",
		stranger: "Unknown",
		blockedBadge: "has blocked the bot",
		violations: "Violations: Telegram would refuse these",
		noViolations: "Every call so far keeps Telegram's rules.",
		sumCalls: "calls",
		sumAccepted: "accepted",
		sumRefused: "refused",
		sumFaults: "faults",
		accepted: "accepted",
		refused: "refused",
		fault: "fault",
		offline: "The line to the playground is cut; this page goes on as soon as it runs again.",
		empty: "No message yet.",
		nobody: "Press a name above to see that person's phone.",
		emptyCalls: "No call yet.",
		joined: "joined the group",
		left: "left the group",
		migrated: "This group became a supergroup",
		migratedHere: "The supergroup was made of the former group",
		groupCreated: "The group was created",
	},
};

let language = localStorage.getItem("language") === "en" ? "en" : "fa";
const say = (key) => LABELS[language][key] ?? key;
const PERSIAN_DIGITS = "۰۱۲۳۴۵۶۷۸۹";
const digits = (value) => (language === "fa" ? String(value).replace(/\d/g, (d) => PERSIAN_DIGITS[d]) : String(value));

/* ── Small tools ────────────────────────────────────────────────────────────────────────────────────────────── */

const $ = (selector, inside = document) => inside.querySelector(selector);

/** Makes an element; properties are attributes, except functions (listeners) and `hue` (a person's colour). */
function make(tag, properties = {}, ...children) {
	const node = document.createElement(tag);
	for (const [name, value] of Object.entries(properties)) {
		if (value === undefined || value === false || value === null) continue;
		if (typeof value === "function") node.addEventListener(name, value);
		else if (name === "hue") node.style.setProperty("--hue", value);
		else node.setAttribute(name, value === true ? "" : value);
	}
	node.append(...children.filter((child) => child !== undefined && child !== null && child !== false));
	return node;
}

const ICONS = {
	send: "M4 12l16-8-6 16-3-7z",
	attach:
		"M20 11l-8.500 8.500a5 5 0 0 1-7-7L13 4a3.400 3.400 0 0 1 4.800 4.800l-8.500 8.500a1.800 1.800 0 0 1-2.500-2.500l7.700-7.700",
	more: "M12 5.500v.1M12 12v.1M12 18.500v.1",
	close: "M6 6l12 12M18 6L6 18",
	back: "M5 12h14M12 5l-7 7 7 7",
	plus: "M12 5v14M5 12h14",
	down: "M6 10l6 6 6-6",
	contact: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4 20c1-4 4-5 8-5s7 1 8 5",
	place:
		"M12 21s-7-6.500-7-11.500a7 7 0 0 1 14 0C19 14.500 12 21 12 21zM12 12a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5z",
	photo: "M4 6h16v13H4zM4 16l5-5 4 4 3-3 4 4M15.500 9.500v.1",
	album: "M7 4h13v12H7zM4 8v12h13M7 13l4-4 3 3 2-2 4 4",
	voice: "M12 15a3 3 0 0 0 3-3V7a3 3 0 0 0-6 0v5a3 3 0 0 0 3 3zM6 12a6 6 0 0 0 12 0M12 18v3",
	document: "M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6",
	sticker: "M12 21a9 9 0 1 1 9-9c-4 0-9 4-9 9zM9 10v.1M15 10v.1M9 14c1 1 2 1.500 3 1.500",
	poll: "M6 20V11M12 20V5M18 20v-6",
};
function icon(name) {
	const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
	svg.setAttribute("viewBox", "0 0 24 24");
	svg.setAttribute("class", "icon");
	svg.setAttribute("aria-hidden", "true");
	const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
	path.setAttribute("d", ICONS[name]);
	svg.append(path);
	return svg;
}
function star() {
	const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
	svg.setAttribute("viewBox", "0 0 64 64");
	svg.setAttribute("aria-hidden", "true");
	const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
	use.setAttribute("href", "icon.svg#star");
	svg.append(use);
	return svg;
}
const iconButton = (name, label, onClick, more = {}) =>
	make(
		"button",
		{ type: "button", class: "iconButton", "aria-label": label, title: label, click: onClick, ...more },
		icon(name),
	);

/** Moments are shown as they are in the province. */
function moment(parts) {
	const locale = language === "fa" ? "fa-IR-u-ca-persian-nu-arabext" : "en-GB-u-ca-gregory";
	return new Intl.DateTimeFormat(locale, { timeZone: state.timeZone, ...parts });
}
const timeOf = (ms) => moment({ hour: "2-digit", minute: "2-digit", hour12: false, hourCycle: "h23" }).format(ms);
function dayOf(ms, withYear = true) {
	const parts = {};
	const format = moment({ weekday: "long", day: "numeric", month: "long", year: "numeric" });
	for (const part of format.formatToParts(ms)) parts[part.type] = part.value;
	return `${parts.weekday} ${parts.day} ${parts.month}${withYear ? ` ${parts.year}` : ""}`;
}
const dayKey = (ms) => moment({ year: "numeric", month: "2-digit", day: "2-digit" }).format(ms);

/** Tells the server what somebody does; a refusal is shown, never swallowed. */
async function act(deed) {
	try {
		const response = await fetch("act", {
			method: "POST",
			headers: { "content-type": "application/json" },
			body: JSON.stringify(deed),
		});
		const answer = await response.json();
		if (!answer.ok) notify(answer.error);
		return answer;
	} catch {
		notify(say("offline"));
		return { ok: false };
	}
}

let noticeTimer;
function notify(text) {
	$("#notice").textContent = text;
	clearTimeout(noticeTimer);
	noticeTimer = setTimeout(() => ($("#notice").textContent = ""), 6000);
}

/* ── State: what the server said last ───────────────────────────────────────────────────────────────────────── */

const state = {
	timeZone: "Asia/Tehran",
	bot: { name: "", username: "", descriptions: {} },
	people: new Map(),
	groups: new Map(),
	/** Chat id → { messages: Map, replyKeyboard, action }. */
	rooms: new Map(),
	places: [],
	clock: { now: Date.now(), at: Date.now() },
	calls: [],
	counts: { calls: 0, accepted: 0, refused: 0, faults: 0 },
	violations: [],
};
/** Person id → phone on the screen. */
const phones = new Map();
const unread = new Map();
let openIds = JSON.parse(localStorage.getItem("open") ?? "null");
let current = Number(localStorage.getItem("current")) || undefined;
const narrow = matchMedia("(max-width: 700px)");
const still = matchMedia("(prefers-reduced-motion: reduce)");

function roomOf(chatId) {
	let room = state.rooms.get(chatId);
	if (!room) {
		room = { messages: new Map(), replyKeyboard: undefined, action: undefined };
		state.rooms.set(chatId, room);
	}
	return room;
}
const hueOf = (id) => state.people.get(id)?.hue ?? 176;
const nameOf = (id) => (id === "bot" ? state.bot.name : (state.people.get(id)?.name ?? String(id)));
const initialOf = (name) => [...name.trim()][0] ?? "؟";
const face = (person) =>
	make(
		"span",
		{ class: person.blocked ? "face off" : "face", hue: person.hue, "aria-hidden": "true" },
		initialOf(person.name),
	);

const ON = {
	whole(event) {
		Object.assign(state, { timeZone: event.timeZone, bot: event.bot, places: event.places });
		state.calls = event.calls;
		state.counts = event.counts;
		state.violations = event.violations;
		state.rooms.clear();
		for (const chat of event.chats) {
			const room = roomOf(chat.chatId);
			for (const message of chat.messages) room.messages.set(message.id, message);
			room.replyKeyboard = chat.replyKeyboard;
			room.action = chat.action;
		}
		takePeople(event);
		takeClock(event.clock);
		drawAll();
	},
	people(event) {
		takePeople(event);
		drawRoster();
		arrangePhones();
		for (const phone of phones.values()) phone.drawFrame();
	},
	message({ chatId, message, replyKeyboard, action, edited }) {
		const room = roomOf(chatId);
		room.messages.set(message.id, message);
		room.replyKeyboard = replyKeyboard;
		room.action = action;
		for (const phone of phones.values()) if (phone.chatId === chatId) phone.show(message, edited);
		if (!edited) countUnread(chatId, message);
	},
	gone({ chatId, messageId }) {
		roomOf(chatId).messages.delete(messageId);
		for (const phone of phones.values()) if (phone.chatId === chatId) phone.drop(messageId);
	},
	action({ chatId, action }) {
		roomOf(chatId).action = action;
		for (const phone of phones.values()) if (phone.chatId === chatId) phone.drawBelow();
	},
	answered({ userId, queryId, text, alert }) {
		for (const button of document.querySelectorAll(`[data-query="${CSS.escape(queryId)}"]`)) release(button);
		if (text) phones.get(userId)?.announce(text, alert);
	},
	bot({ bot }) {
		state.bot = bot;
		for (const phone of phones.values()) phone.drawFrame();
	},
	clock({ clock }) {
		takeClock(clock);
	},
	call({ call, counts }) {
		state.calls.push(call);
		if (state.calls.length > 300) state.calls.splice(0, state.calls.length - 300);
		state.counts = counts;
		if (!$("#calls").hidden) drawCallsSoon();
	},
	violation({ violation }) {
		state.violations.push(violation);
		drawViolationCount();
		drawCallsSoon();
	},
};

function takePeople({ people, groups }) {
	state.people = new Map(people.map((person) => [person.id, person]));
	state.groups = new Map(groups.map((group) => [group.chatId, group]));
}

function countUnread(chatId, message) {
	const readers = state.people.has(chatId) ? [chatId] : (state.groups.get(chatId)?.members ?? []);
	for (const id of readers) {
		const phone = phones.get(id);
		if (message.from === id || (phone && phone.chatId === chatId)) continue;
		unread.set(id, (unread.get(id) ?? 0) + 1);
	}
	drawRoster();
}

/* ── The bar: clock, language, banner ───────────────────────────────────────────────────────────────────────── */

function takeClock(clock) {
	state.clock = { now: clock.now, at: performance.now(), runs: clock.runs };
	drawClock();
}
function drawClock() {
	const { now, at, runs } = state.clock;
	const ms = runs ? now + (performance.now() - at) : now;
	$("#clockTime").textContent = timeOf(ms);
	$("#clockTime").dateTime = new Date(ms).toISOString();
	$("#clockDate").textContent = narrow.matches ? moment({ day: "numeric", month: "short" }).format(ms) : dayOf(ms);
}
setInterval(drawClock, 5000);

async function moveClock(by) {
	$("#clock").classList.add("moving");
	for (const button of document.querySelectorAll("#clockMoves button")) button.disabled = true;
	const answer = await act({ do: "moveClock", by });
	for (const button of document.querySelectorAll("#clockMoves button")) button.disabled = false;
	$("#clock").classList.remove("moving");
	if (answer.ok && answer.nothingDue) notify(say("noDue"));
}

function drawLabels() {
	document.documentElement.lang = language;
	document.documentElement.dir = language === "fa" ? "rtl" : "ltr";
	document.title = say("title");
	for (const node of document.querySelectorAll("[data-label]")) node.textContent = say(node.dataset.label);
	for (const node of document.querySelectorAll("[data-label-aria]"))
		node.setAttribute("aria-label", say(node.dataset.labelAria));
	const other = $("#language");
	other.textContent = language === "fa" ? "English" : "فارسی";
	other.lang = language === "fa" ? "en" : "fa";
}

/* ── The roster: who is who, whose phone is shown ───────────────────────────────────────────────────────────── */

function shownIds() {
	const known = [...state.people.keys()];
	if (narrow.matches) return known.includes(current) ? [current] : known.slice(0, 1);
	if (openIds) return known.filter((id) => openIds.includes(id));
	const room = Math.max(1, Math.min(4, Math.floor(innerWidth / 360)));
	return known.filter((id) => state.people.get(id).first).slice(0, room);
}

function choose(id) {
	if (narrow.matches) {
		current = id;
		localStorage.setItem("current", String(id));
	} else {
		const shown = shownIds();
		openIds = shown.includes(id) ? shown.filter((one) => one !== id) : [...shown, id];
		localStorage.setItem("open", JSON.stringify(openIds));
	}
	arrangePhones();
	drawRoster();
	const phone = phones.get(id);
	$(`[data-person="${id}"]`)?.scrollIntoView({ inline: "center", block: "nearest" });
	phone?.root.scrollIntoView({ behavior: "smooth", inline: "center", block: "nearest" });
}

function roleLine(person) {
	return person.roles.map(say).join("، ");
}

function drawRoster() {
	const shown = new Set(shownIds());
	for (const id of shown) unread.delete(id);
	const chips = [...state.people.values()].map((person) => {
		const count = unread.get(person.id) ?? 0;
		return make(
			"button",
			{
				type: "button",
				"aria-pressed": String(shown.has(person.id)),
				"data-person": person.id,
				click: () => choose(person.id),
			},
			face(person),
			make(
				"span",
				{ class: "who" },
				make("b", {}, narrow.matches ? person.firstName : person.name),
				make("small", {}, roleLine(person)),
			),
			count > 0 && make("span", { class: "count" }, digits(count)),
		);
	});
	const roster = $("#roster");
	const focused = document.activeElement?.dataset?.person;
	const adder = (label, click) => make("button", { type: "button", class: "add", click }, icon("plus"), say(label));
	const scrolled = [$(".chips", roster)?.scrollLeft ?? 0, roster.scrollLeft];
	roster.replaceChildren(
		make("div", { class: "chips" }, ...chips),
		make("div", { class: "adders" }, adder("addPerson", personDialog), adder("addGroup", groupDialog)),
	);
	[$(".chips", roster).scrollLeft, roster.scrollLeft] = scrolled;
	if (focused) $(`[data-person="${focused}"]`, roster)?.focus();
}

function arrangePhones() {
	const ids = shownIds();
	for (const [id, phone] of phones) {
		if (ids.includes(id)) continue;
		phone.root.remove();
		phones.delete(id);
	}
	const main = $("#phones");
	$(".nobody", main)?.remove();
	for (const id of ids) {
		if (!phones.has(id)) phones.set(id, createPhone(id));
	}
	const wanted = ids.map((id) => phones.get(id).root);
	if (wanted.some((root, index) => main.children[index] !== root)) {
		main.replaceChildren(...wanted);
		for (const id of ids) phones.get(id).toEnd();
	}
	if (ids.length === 0) main.append(make("p", { class: "welcome nobody" }, say("nobody")));
}

function drawAll() {
	drawLabels();
	drawClock();
	drawRoster();
	for (const phone of phones.values()) phone.root.remove();
	phones.clear();
	arrangePhones();
	drawViolationCount();
	if (!$("#calls").hidden) drawCalls();
}

/* ── Text with entities, as Telegram shows it ───────────────────────────────────────────────────────────────── */

const BLOCKS = new Set(["blockquote", "expandable_blockquote", "pre"]);
const PLAIN_TAGS = {
	bold: "b",
	italic: "i",
	underline: "u",
	strikethrough: "s",
	code: "code",
	pre: "pre",
	blockquote: "blockquote",
};

function entityNode(entity, piece, phone) {
	const tag = PLAIN_TAGS[entity.type];
	if (tag === "code") return make(tag, { click: () => copy(piece), class: piece.length <= 24 && "short" });
	if (tag) return make(tag);
	const toggle = (node, attribute, name) => {
		node.tabIndex = 0;
		node.setAttribute("role", "button");
		const press = () => {
			node.classList.toggle("open");
			node.setAttribute(attribute, String(node.classList.contains("open")));
		};
		node.setAttribute(attribute, "false");
		if (name) node.setAttribute("aria-label", name);
		node.addEventListener("click", press);
		node.addEventListener("keydown", (event) => {
			if (event.key !== "Enter" && event.key !== " ") return;
			event.preventDefault();
			press();
		});
		return node;
	};
	switch (entity.type) {
		case "spoiler":
			return toggle(make("span", { class: "spoiler", title: say("spoiler") }), "aria-pressed");
		case "expandable_blockquote":
			return toggle(
				make("blockquote", { class: "expandable", title: say("expand") }, make("div", { class: "inner" })),
				"aria-expanded",
			);
		case "text_link":
		case "url": {
			const href = entity.url ?? (/^https?:/i.test(piece) ? piece : `https://${piece}`);
			return make("a", {
				href,
				target: "_blank",
				rel: "noopener noreferrer",
				click: (event) => followLink(event, href, phone),
			});
		}
		case "bot_command":
			return make("button", { type: "button", class: "link", click: () => phone.do({ do: "send", text: piece }) });
		case "phone_number":
			return make("a", { href: `tel:${piece.replace(/[^\d+]/g, "")}` });
		case "email":
			return make("a", { href: `mailto:${piece}` });
		default:
			return make("span");
	}
}

/** A link to the bot itself starts it with the link's payload, as in Telegram. */
function followLink(event, href, phone) {
	const link = /^https?:\/\/t\.me\/(\w+)\?start=([\w-]{1,64})$/.exec(href);
	if (link?.[1]?.toLowerCase() !== state.bot.username.toLowerCase()) return;
	event.preventDefault();
	phone.do({ do: "start", payload: link[2] });
}

function richText(text, entities, phone) {
	const sorted = [...entities].sort((one, other) => one.offset - other.offset || other.length - one.length);
	let next = 0;
	function fill(parent, from, to) {
		let at = from;
		const plain = (end) => {
			let piece = text.slice(at, end);
			// A block stands on lines of its own: the line breaks around it are not shown a second time.
			if (BLOCKS.has(sorted[next]?.type) && sorted[next].offset === end) piece = piece.replace(/\n$/, "");
			if (parent.lastChild?.matches?.("blockquote, pre")) piece = piece.replace(/^\n/, "");
			if (piece) parent.append(piece);
			at = end;
		};
		while (next < sorted.length && sorted[next].offset < to) {
			const entity = sorted[next];
			plain(Math.max(at, entity.offset));
			next++;
			const end = Math.min(entity.offset + entity.length, to);
			const node = entityNode(entity, text.slice(entity.offset, end), phone);
			fill($(".inner", node) ?? node, entity.offset, end);
			parent.append(node);
			at = end;
		}
		plain(to);
	}
	const node = make("div", { class: "text", dir: "auto" });
	fill(node, 0, text.length);
	return node;
}

async function copy(text) {
	try {
		await navigator.clipboard.writeText(text);
		notify(say("copied"));
	} catch {
		// Without the right to the clipboard the text can still be selected.
	}
}

/* ── What a message carries ─────────────────────────────────────────────────────────────────────────────────── */

function photoButton(photo, label) {
	const image = make("img", { src: photo.url, alt: label, width: photo.width, height: photo.height });
	return make("button", { type: "button", class: "picture", click: () => enlarge(photo.url, label) }, image);
}
function enlarge(url, label) {
	const box = make(
		"dialog",
		{ class: "photo", "aria-label": label, click: () => box.close() },
		make("img", { src: url, alt: label }),
	);
	box.addEventListener("close", () => box.remove());
	document.body.append(box);
	box.showModal();
}
function thing(iconName, title, small, href) {
	const inside = [
		make("span", { class: "disc" }, icon(iconName)),
		make("div", {}, make("span", { dir: "auto" }, ...named(title)), small && make("small", {}, small)),
	];
	return href
		? make("a", { class: "thing", href, target: "_blank", rel: "noopener", download: title }, ...inside)
		: make("div", { class: "thing" }, ...inside);
}
/** A file's ending stands by itself: behind a Persian name with a year in it ".xlsx" would run into the year. */
function named(title) {
	const [, stem, ending] = /^(.+)(\.[A-Za-z0-9]{1,5})$/.exec(title) ?? [];
	return ending ? [make("bdi", {}, stem), make("bdi", { dir: "ltr" }, ending)] : [title];
}
/** A line nobody wrote: somebody came or went, the group changed. */
function serviceLine({ from, service: { event, names } }) {
	if (event === "joined") return `${names.join("، ")} ${say("joined")}`;
	if (event === "left") return `${names.join("، ")} ${say("left")}`;
	return `${say(event)} (${nameOf(from)})`;
}
function sizeOf(bytes) {
	if (bytes === undefined) return "";
	return digits(
		bytes >= 1048576 ? `${(bytes / 1048576).toFixed(1)} MB` : `${Math.max(1, Math.round(bytes / 1024))} KB`,
	);
}
function carried(message) {
	if (message.photo) return message.album ? [] : [photoButton(message.photo, say("photo"))];
	if (message.document)
		return [thing("document", message.document.name, sizeOf(message.document.size), message.document.url)];
	if (message.voice) {
		const bars = Array.from({ length: 28 }, (_, index) =>
			make("i", { style: `height:${5 + ((index * 37 + message.id * 13) % 19)}px` }),
		);
		const length = `${Math.floor(message.voice.seconds / 60)}:${String(message.voice.seconds % 60).padStart(2, "0")}`;
		const wave = make("div", { class: "wave", role: "img", "aria-label": say("voiceMessage") }, ...bars);
		return [
			make(
				"div",
				{ class: "thing" },
				make("span", { class: "disc" }, icon("voice")),
				make("div", {}, wave, make("small", {}, digits(length))),
			),
		];
	}
	if (message.location) {
		const { latitude, longitude } = message.location;
		const where = `${latitude.toFixed(4)}, ${longitude.toFixed(4)}`;
		return [
			make("div", { class: "map", role: "img", "aria-label": say("myLocation") }, icon("place")),
			message.venue && make("div", {}, make("b", {}, message.venue.title), make("br"), message.venue.address),
			make("small", { dir: "ltr" }, where),
		];
	}
	if (message.contact)
		return [thing("contact", message.contact.name, make("bdi", { dir: "ltr" }, message.contact.phone))];
	if (message.sticker)
		return [make("div", { class: "sticker", role: "img", "aria-label": say("sticker") }, icon("sticker"))];
	if (message.poll) return [thing("poll", message.poll.question, message.poll.options.join("، "))];
	if (message.file) return [thing("document", message.file, "")];
	return [];
}

function buttonsOf(message, phone) {
	if (message.keyboard.length === 0) return undefined;
	const rows = message.keyboard.map((row, y) =>
		make(
			"div",
			{},
			...row.map((button, x) => {
				if (button.url)
					return make(
						"a",
						{
							href: button.url,
							target: "_blank",
							rel: "noopener",
							click: (event) => followLink(event, button.url, phone),
						},
						button.text,
					);
				if (button.copy !== undefined)
					return make("button", { type: "button", click: () => copy(button.copy) }, button.text);
				return make(
					"button",
					{ type: "button", click: (event) => tap(event.currentTarget, phone, message.id, y, x) },
					button.text,
				);
			}),
		),
	);
	return make("div", { class: "keys" }, ...rows);
}
async function tap(button, phone, messageId, row, column) {
	button.setAttribute("aria-busy", "true");
	button.timer = setTimeout(() => release(button), 15000);
	const answer = await phone.do({ do: "tap", message: messageId, row, column });
	if (!answer.ok || answer.answered) release(button);
	else button.dataset.query = answer.queryId;
}
function release(button) {
	clearTimeout(button.timer);
	button.removeAttribute("aria-busy");
	delete button.dataset.query;
}

/* ── A phone ────────────────────────────────────────────────────────────────────────────────────────────────── */

function createPhone(id) {
	const chat = make("div", { class: "chat", role: "log", "aria-live": "polite", tabindex: "0" });
	const header = make("header");
	const tabs = make("div", { class: "tabs", role: "tablist" });
	const typing = make("div", { class: "typing", "aria-live": "off" });
	const down = make(
		"button",
		{ type: "button", class: "down", hidden: true, click: () => phone.toEnd(true) },
		icon("down"),
	);
	const screen = make("div", { class: "screen" }, chat, typing, down);
	const below = make("div");
	const root = make(
		"section",
		{ class: "phone", hue: state.people.get(id).hue, "data-phone": id },
		header,
		tabs,
		screen,
		below,
	);
	/** Message id → its element. */
	const shown = new Map();
	let editing;
	let replying;
	let draft = "";

	const phone = {
		root,
		id,
		chatId: id,
		do: (deed) => act({ person: id, chat: phone.chatId, ...deed }),
		drawFrame,
		drawBelow,
		show,
		drop,
		announce,
		toEnd,
	};

	const me = () => state.people.get(id);
	const inGroup = () => phone.chatId !== id;

	function drawFrame() {
		const person = me();
		root.setAttribute("aria-label", `${say("phoneOf")} ${person.name}`);
		chat.setAttribute("aria-label", `${say("phoneOf")} ${person.name}`);
		down.setAttribute("aria-label", say("newMessages"));
		const badges = [
			...person.roles.map((role) => make("span", { class: "badge" }, say(role))),
			person.blocked && make("span", {}, say("blockedBadge")),
			person.organization && make("span", { class: "organization", title: person.organization }, person.organization),
		];
		header.replaceChildren(
			face(person),
			make(
				"div",
				{ class: "name" },
				make("h2", { dir: "auto" }, person.name),
				make("div", { class: "badges" }, ...badges.filter(Boolean)),
			),
			iconButton("more", say("options"), optionsSheet, { "aria-haspopup": "dialog" }),
			iconButton("close", say("hide"), () => choose(id), { class: "iconButton hide" }),
		);
		const mine = [...state.groups.values()].filter((group) => group.members.includes(id));
		if (inGroup() && !mine.some((group) => group.chatId === phone.chatId)) go(id);
		tabs.hidden = mine.length === 0;
		tabs.setAttribute("aria-label", say("chats"));
		const tabOf = (chatId, title) =>
			make(
				"button",
				{ type: "button", role: "tab", "aria-selected": String(phone.chatId === chatId), click: () => go(chatId) },
				title,
			);
		tabs.replaceChildren(tabOf(id, state.bot.name), ...mine.map((group) => tabOf(group.chatId, group.title)));
		drawBelow();
		if (shown.size === 0) drawChat();
	}

	function go(chatId) {
		phone.chatId = chatId;
		editing = replying = undefined;
		drawChat();
		drawFrame();
	}

	function drawChat() {
		shown.clear();
		chat.replaceChildren();
		const messages = [...roomOf(phone.chatId).messages.values()];
		for (const message of messages) place(message);
		if (messages.length === 0) chat.append(emptyScreen());
		toEnd();
	}

	function emptyScreen() {
		if (inGroup() || me().started) return make("div", { class: "service" }, say("empty"));
		const description = state.bot.descriptions[me().language] ?? state.bot.descriptions[""] ?? "";
		return make(
			"div",
			{ class: "welcome" },
			star(),
			make("b", {}, state.bot.name),
			description && make("p", {}, description),
		);
	}

	/** Adds a message at the end, under the heading of its day; photos of one album share a bubble. */
	function place(message) {
		$(".welcome", chat)?.remove();
		if (shown.size === 0) chat.replaceChildren();
		const key = dayKey(message.date);
		if (chat.dataset.day !== key || shown.size === 0) {
			chat.dataset.day = key;
			chat.append(make("div", { class: "day" }, dayOf(message.date, false)));
		}
		const before = chat.lastElementChild;
		if (message.album && before?.dataset.album === message.album) {
			$(".album", before).append(photoButton(message.photo, say("photo")));
			if (message.text && !$(".text", before)) {
				$(".foot", before).before(richText(message.text, message.entities, phone));
			}
			shown.set(message.id, before);
			return before;
		}
		const node = messageNode(message);
		shown.set(message.id, node);
		chat.append(node);
		return node;
	}

	function messageNode(message) {
		if (message.service) return make("div", { class: "service", "data-message": message.id }, serviceLine(message));
		const side = message.from === "bot" ? "bot" : message.from === id ? "mine" : "other";
		const answered = message.replyTo && roomOf(phone.chatId).messages.get(message.replyTo);
		const foot = make(
			"div",
			{ class: "foot" },
			message.pinned && "📌",
			message.reactions.join(" "),
			message.edited && make("span", {}, say("edited")),
			make("time", { datetime: new Date(message.date).toISOString() }, timeOf(message.date)),
			iconButton("more", say("messageActions"), () => messageSheet(message), { class: "more" }),
		);
		const bubble = make(
			"div",
			{ class: "bubble" },
			inGroup() && side !== "mine" && make("div", { class: "sender", hue: hueOf(message.from) }, nameOf(message.from)),
			message.forwarded && make("small", { class: "quote" }, say("forwarded")),
			answered &&
				make(
					"button",
					{
						type: "button",
						class: "quote",
						click: () => shown.get(message.replyTo)?.scrollIntoView({ block: "center" }),
					},
					answered.text || say("photo"),
				),
			...(message.album
				? [make("div", { class: "album" }, photoButton(message.photo, say("photo")))]
				: carried(message)
			).filter(Boolean),
			message.text && richText(message.text, message.entities, phone),
		);
		($(":scope > .text", bubble) ?? bubble).append(foot);
		const keys = buttonsOf(message, phone);
		return make(
			"article",
			{ class: `message ${side}${keys ? " wide" : ""}`, "data-message": message.id, "data-album": message.album },
			bubble,
			keys,
		);
	}

	function show(message, edited) {
		// Whoever writes has started; the server says so a moment later.
		if (message.from === id && !inGroup()) Object.assign(me(), { started: true, blocked: false });
		const old = shown.get(message.id);
		if (old) {
			const fresh = messageNode(message);
			if (!message.album) {
				old.replaceWith(fresh);
				shown.set(message.id, fresh);
				if (edited) fresh.classList.add("changed");
			}
		} else {
			place(message).classList.add("new");
		}
		drawBelow();
		if (follows || message.from === id) toEnd(!edited);
		else down.hidden = false;
	}

	function drop(messageId) {
		shown.get(messageId)?.remove();
		shown.delete(messageId);
	}

	const isAtEnd = () => chat.scrollHeight - chat.scrollTop - chat.clientHeight < 80;
	function toEnd(smooth = false) {
		follows = true;
		requestAnimationFrame(() =>
			chat.scrollTo({ top: chat.scrollHeight, behavior: smooth && !still.matches ? "smooth" : "instant" }),
		);
		down.hidden = true;
	}
	// Only a hand that scrolls up stops the chat from following what is new; an edit that makes it shorter does not.
	let follows = true;
	let top = 0;
	let handAt = 0;
	for (const kind of ["wheel", "touchmove", "keydown", "pointerdown"]) {
		const noteHand = (event) => {
			if (kind !== "pointerdown" || event.target === chat) handAt = performance.now();
		};
		chat.addEventListener(kind, noteHand, { passive: true });
	}
	chat.addEventListener(
		"scroll",
		() => {
			if (isAtEnd()) follows = true;
			else if (chat.scrollTop < top && performance.now() - handAt < 500) follows = false;
			top = chat.scrollTop;
			if (follows) down.hidden = true;
		},
		{ passive: true },
	);
	new ResizeObserver(() => {
		if (follows) toEnd();
	}).observe(chat);

	/* Below the chat: what the bot does, the reply keyboard, the field to write in */
	function drawBelow() {
		const person = me();
		const room = roomOf(phone.chatId);
		typing.replaceChildren(
			...(room.action ? [make("span", {}, say(room.action) === room.action ? say("typing") : say(room.action))] : []),
		);
		const { started, blocked } = person;
		const key = JSON.stringify([phone.chatId, started, blocked, editing?.id, replying?.id, room.replyKeyboard]);
		// Whoever is writing keeps the field, the cursor in it and the keyboard, whatever arrives meanwhile.
		if (below.dataset.key === key) return;
		below.dataset.key = key;
		const focus = below.contains(document.activeElement) && document.activeElement.tagName === "TEXTAREA";
		draft = $("textarea", below)?.value ?? draft;
		if (!inGroup() && person.blocked) {
			below.replaceChildren(beginButton("beginAgain", { do: "unblock" }));
			return;
		}
		if (!inGroup() && !person.started) {
			below.replaceChildren(beginButton("begin", { do: "start" }));
			return;
		}
		below.replaceChildren(...[noteBar(), composer(room), room.replyKeyboard && replyKeys(room)].filter(Boolean));
		if (focus) $("textarea", below)?.focus();
	}

	const beginButton = (label, deed) =>
		make(
			"div",
			{ style: "display:grid" },
			make("button", { type: "button", class: "begin", click: () => phone.do(deed) }, say(label)),
		);

	function noteBar() {
		const about = editing ?? replying;
		if (!about) return undefined;
		const stop = () => {
			if (editing) setDraft("");
			editing = replying = undefined;
			drawBelow();
		};
		return make(
			"div",
			{ class: "editing" },
			make("span", {}, `${say(editing ? "editing" : "replyingTo")}: ${about.text}`),
			iconButton("close", say("cancel"), stop),
		);
	}

	function setDraft(text) {
		draft = text;
		const field = $("textarea", below);
		if (field) field.value = text;
	}

	function composer() {
		const field = make("textarea", {
			rows: "1",
			"aria-label": `${say("write")}: ${me().name}`,
			placeholder: say("write"),
			keydown(event) {
				if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
				event.preventDefault();
				void submit();
			},
		});
		field.value = draft;
		async function submit() {
			const text = field.value;
			if (text.trim() === "") return;
			setDraft("");
			const deed = editing ? { do: "edit", message: editing.id, text } : { do: "send", text, replyTo: replying?.id };
			editing = replying = undefined;
			drawBelow();
			$("textarea", below)?.focus();
			const answer = await phone.do(deed);
			if (!answer.ok) setDraft(text);
		}
		return make(
			"form",
			{
				class: "composer",
				submit(event) {
					event.preventDefault();
					void submit();
				},
			},
			make("button", { type: "button", class: "menuButton", click: commandSheet }, say("menu")),
			field,
			iconButton("attach", say("attach"), attachSheet, { "aria-haspopup": "dialog" }),
			make(
				"button",
				{
					type: "submit",
					class: "iconButton send",
					"aria-label": editing ? say("save") : say("send"),
					title: say("send"),
				},
				icon("send"),
			),
		);
	}

	function replyKeys(room) {
		const rows = room.replyKeyboard.map((row) =>
			make(
				"div",
				{},
				...row.map((button) => make("button", { type: "button", click: () => pressReply(button) }, button.text)),
			),
		);
		return make("div", { class: "replyKeys" }, ...rows);
	}
	function pressReply(button) {
		if (button.wants === "location") return placeSheet((place) => ({ do: "pressReply", text: button.text, place }));
		return phone.do({ do: "pressReply", text: button.text });
	}

	/* Sheets: what slides up over the phone */
	function sheet(title, ...content) {
		closeSheet();
		const before = document.activeElement;
		const box = make(
			"div",
			{
				class: "sheet",
				role: "dialog",
				"aria-label": title,
				keydown: (event) => event.key === "Escape" && closeSheet(),
			},
			make(
				"h3",
				{},
				title,
				iconButton("close", say("close"), () => closeSheet()),
			),
			...content.filter(Boolean),
		);
		box.before = before;
		root.append(make("div", { class: "shade", click: () => closeSheet() }), box);
		$("h3 ~ * button, h3 ~ * input, .iconButton", box)?.focus();
	}
	function closeSheet() {
		const box = $(".sheet", root);
		$(".shade", root)?.remove();
		box?.remove();
		if (box?.before?.isConnected) box.before.focus();
	}
	async function doAndClose(deed) {
		closeSheet();
		return phone.do(deed);
	}
	const rows = (list) =>
		make(
			"div",
			{ class: "rows" },
			...list
				.filter(Boolean)
				.map(([label, onClick, small]) =>
					make("button", { type: "button", click: onClick }, label, small && make("small", {}, small)),
				),
		);

	async function commandSheet() {
		const answer = await phone.do({ do: "commands" });
		if (!answer.ok) return;
		const list = answer.commands.map(({ command, description }) => [
			make("span", {}, description),
			() => doAndClose({ do: "send", text: `/${command}` }),
			make("code", {}, `/${command}`),
		]);
		sheet(say("menu"), list.length > 0 ? rows(list) : make("p", {}, say("noCommands")));
	}

	function optionsSheet() {
		const group = state.groups.get(phone.chatId);
		sheet(
			me().name,
			rows([
				!group &&
					me().started &&
					(me().blocked
						? [say("unblock"), () => doAndClose({ do: "unblock" })]
						: [say("block"), () => doAndClose({ do: "block" })]),
				!group && [say("beginWith"), payloadSheet],
				group &&
					(group.bot
						? [say("removeBot"), () => doAndClose({ do: "removeBot" })]
						: [say("addBot"), () => doAndClose({ do: "addBot" })]),
				group?.bot && !group.supergroup && [say("upgrade"), () => doAndClose({ do: "upgrade" })],
			]),
		);
	}
	function payloadSheet() {
		formSheet(
			say("beginWith"),
			[["payload", say("payload"), { dir: "ltr", pattern: "[A-Za-z0-9_\\-]{1,64}" }]],
			({ payload }) => ({ do: "start", payload }),
		);
	}

	function messageSheet(message) {
		const own = message.from === id;
		sheet(
			say("messageActions"),
			rows([
				[
					say("reply"),
					() => {
						closeSheet();
						replying = message;
						editing = undefined;
						drawBelow();
						$("textarea", below)?.focus();
					},
				],
				own &&
					message.kind === "text" && [
						say("edit"),
						() => {
							closeSheet();
							editing = message;
							replying = undefined;
							setDraft(message.text);
							drawBelow();
							$("textarea", below)?.focus();
						},
					],
				[say("copyId"), () => copy(String(message.id)), digits(message.id)],
			]),
		);
	}

	function attachSheet() {
		const ways = [
			["photo", 210, photoSheet],
			["album", 265, albumSheet],
			["document", 32, documentSheet],
			["place", 150, () => placeSheet()],
			["contact", 190, contactSheet],
			["voice", 345, voiceSheet],
			["sticker", 48, () => doAndClose({ do: "sticker" })],
			["poll", 285, () => doAndClose({ do: "poll" })],
		];
		sheet(
			say("attach"),
			make(
				"div",
				{ class: "options" },
				...ways.map(([name, hue, open]) =>
					make("button", { type: "button", click: open }, make("span", { class: "disc", hue }, icon(name)), say(name)),
				),
			),
		);
	}

	/** A small form in a sheet; `deedOf` turns what was filled in into a deed. */
	function formSheet(title, fields, deedOf, above) {
		const form = make(
			"form",
			{
				class: "fields",
				submit(event) {
					event.preventDefault();
					void doAndClose(deedOf(Object.fromEntries(new FormData(form))));
				},
			},
			...fields.map(([name, label, more]) =>
				make("label", {}, label, make("input", { name, required: true, ...more })),
			),
			make("button", { class: "main" }, say("send")),
		);
		sheet(title, above, form);
	}

	function contactSheet() {
		formSheet(
			say("otherContact"),
			[
				["name", say("name"), { value: "امید نوری" }],
				["phone", say("number"), { value: "+989125550199", dir: "ltr", inputmode: "tel" }],
			],
			({ name, phone: number }) => ({ do: "contact", own: false, name, phone: number }),
			rows([
				[say("myNumber"), () => doAndClose({ do: "contact", own: true }), make("bdi", { dir: "ltr" }, me().phone)],
			]),
		);
	}
	function placeSheet(deedOf = (place) => ({ do: "location", ...place })) {
		const list = state.places.map((place) => [
			place.name,
			() => doAndClose(deedOf({ latitude: place.latitude, longitude: place.longitude })),
		]);
		formSheet(
			say("place"),
			[
				[
					"latitude",
					say("latitude"),
					{ inputmode: "decimal", dir: "ltr", value: "36.2797", type: "number", step: "any", min: "-90", max: "90" },
				],
				[
					"longitude",
					say("longitude"),
					{ inputmode: "decimal", dir: "ltr", value: "50.0049", type: "number", step: "any", min: "-180", max: "180" },
				],
			],
			({ latitude, longitude }) => deedOf({ latitude: Number(latitude), longitude: Number(longitude) }),
			make("div", {}, rows(list), make("p", { class: "good" }, say("approximate"))),
		);
	}
	function photoSheet() {
		const file = make("input", {
			type: "file",
			accept: "image/jpeg,image/png,image/webp",
			hidden: true,
			change: () => sendFile(file, "photo"),
		});
		sheet(
			say("photo"),
			rows([
				[say("demoLicense"), async () => doAndClose({ do: "photo", bytes: await drawLicense(me().name) })],
				[say("demoStreet"), async () => doAndClose({ do: "photo", bytes: await drawStreet(1) })],
				[say("choosePhoto"), () => file.click()],
			]),
			file,
		);
	}
	function documentSheet() {
		const file = make("input", { type: "file", hidden: true, change: () => sendFile(file, "document") });
		sheet(
			say("document"),
			rows([
				[
					say("demoDocument"),
					() =>
						doAndClose({
							do: "document",
							name: "نمونه.pdf",
							mime: "application/pdf",
							bytes: btoa("%PDF-1.4\n% (demo)\n%%EOF\n"),
						}),
				],
				[say("chooseFile"), () => file.click()],
			]),
			file,
		);
	}
	async function sendFile(input, kind) {
		const [chosen] = input.files;
		if (!chosen) return;
		await doAndClose({
			do: kind,
			bytes: await base64Of(chosen),
			name: chosen.name,
			mime: chosen.type || "application/octet-stream",
		});
	}
	function albumSheet() {
		const send = async (count) =>
			doAndClose({
				do: "album",
				photos: await Promise.all(Array.from({ length: count }, (_, index) => drawStreet(index + 1))),
			});
		sheet(say("howMany"), rows([2, 3, 5, 10].map((count) => [`${digits(count)} ${say("photos")}`, () => send(count)])));
	}
	function voiceSheet() {
		sheet(
			say("howLong"),
			rows(
				[3, 12, 45, 120].map((seconds) => [
					`${digits(seconds)} ${say("seconds")}`,
					() => doAndClose({ do: "voice", seconds }),
				]),
			),
		);
	}

	function announce(text, alert) {
		if (!alert) {
			$(".toast", root)?.remove();
			const toast = make("div", { class: "toast", role: "status", "aria-live": "assertive" });
			root.append(toast);
			toast.textContent = text;
			setTimeout(() => toast.remove(), 4500);
			return;
		}
		const close = () => box.remove();
		const ok = make("button", { type: "button", class: "main", click: close }, say("ok"));
		const box = make(
			"div",
			{
				class: "alert",
				role: "alertdialog",
				"aria-label": text,
				keydown: (event) => event.key === "Escape" && close(),
			},
			make("div", {}, make("p", {}, text), ok),
		);
		root.append(box);
		ok.focus();
	}

	drawFrame();
	return phone;
}

/* ── Demo pictures, drawn here so that no picture has to be carried along ───────────────────────────────────── */

async function base64Of(blob) {
	const url = await new Promise((resolve, reject) => {
		const reader = new FileReader();
		reader.onload = () => resolve(reader.result);
		reader.onerror = () => reject(reader.error);
		reader.readAsDataURL(blob);
	});
	return url.slice(url.indexOf(",") + 1);
}
async function jpegOf(canvas) {
	return base64Of(await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.85)));
}
async function drawLicense(name) {
	await document.fonts.load("600 40px Vazirmatn", "پروانه");
	const canvas = make("canvas", { width: 900, height: 640 });
	const pen = canvas.getContext("2d");
	pen.fillStyle = "#f6f3e7";
	pen.fillRect(0, 0, 900, 640);
	pen.strokeStyle = "#0b5e5a";
	for (const [inset, width] of [
		[24, 8],
		[42, 2],
	]) {
		pen.lineWidth = width;
		pen.strokeRect(inset, inset, 900 - 2 * inset, 640 - 2 * inset);
	}
	pen.direction = "rtl";
	pen.textAlign = "center";
	pen.fillStyle = "#12302e";
	const lines = [
		["600 46px Vazirmatn", "پروانهٔ فعالیت سازمان مردم‌نهاد", 160],
		["400 30px Vazirmatn", `به نام ${name}`, 270],
		["400 30px Vazirmatn", "استان قزوین", 330],
		["400 26px Vazirmatn", "این تصویر فقط برای تمرین ساخته شده است", 420],
	];
	for (const [font, text, y] of lines) {
		pen.font = font;
		pen.fillText(text, 450, y);
	}
	pen.save();
	pen.translate(190, 510);
	pen.rotate(-0.35);
	pen.strokeStyle = pen.fillStyle = "#a63a30";
	pen.lineWidth = 5;
	pen.strokeRect(-90, -40, 180, 80);
	pen.font = "600 44px Vazirmatn";
	pen.fillText("نمونه", 0, 16);
	pen.restore();
	return jpegOf(canvas);
}
async function drawStreet(number) {
	await document.fonts.load("600 40px Vazirmatn", "نمونه");
	const canvas = make("canvas", { width: 900, height: 640 });
	const pen = canvas.getContext("2d");
	const sky = pen.createLinearGradient(0, 0, 0, 420);
	sky.addColorStop(0, "#8fc1cf");
	sky.addColorStop(1, "#f0d9b5");
	pen.fillStyle = sky;
	pen.fillRect(0, 0, 900, 640);
	for (let i = 0; i < 7; i++) {
		const height = 130 + ((i * 71 + number * 53) % 150);
		pen.fillStyle = ["#c08a63", "#b57a54", "#d1a27c", "#a86d4b"][(i + number) % 4];
		pen.fillRect(i * 132, 450 - height, 128, height);
		pen.fillStyle = "#4f6d73";
		for (let w = 0; w < 3; w++) pen.fillRect(i * 132 + 18 + w * 36, 470 - height, 22, 32);
	}
	pen.fillStyle = "#6a6f70";
	pen.fillRect(0, 450, 900, 190);
	pen.fillStyle = "#d9dcd7";
	for (let i = 0; i < 6; i++) pen.fillRect(40 + i * 160, 540, 80, 8);
	pen.fillStyle = "#3d4b45";
	for (let i = 0; i < 5 + number; i++) {
		pen.beginPath();
		pen.ellipse(120 + ((i * 97 + number * 41) % 620), 470 + ((i * 29) % 40), 34, 20, 0, 0, 7);
		pen.fill();
	}
	pen.direction = "rtl";
	pen.textAlign = "right";
	pen.fillStyle = "#ffffffe0";
	pen.font = "600 34px Vazirmatn";
	pen.fillText(`عکس نمونهٔ ${String(number).replace(/\d/g, (d) => PERSIAN_DIGITS[d])}`, 870, 610);
	return jpegOf(canvas);
}

/* ── Dialogs of the page: a new person, a new group ─────────────────────────────────────────────────────────── */

function dialog(title, fields, onDone) {
	const box = make(
		"dialog",
		{ "aria-label": title },
		make(
			"form",
			{
				method: "dialog",
				submit(event) {
					onDone(new FormData(event.currentTarget));
				},
			},
			make("h2", {}, title),
			make("div", { class: "fields" }, ...fields),
			make(
				"div",
				{ class: "end" },
				make("button", { type: "button", class: "plain", click: () => box.close() }, say("cancel")),
				make("button", { class: "main" }, say("create")),
			),
		),
	);
	box.addEventListener("close", () => box.remove());
	document.body.append(box);
	box.showModal();
}

function personDialog() {
	const option = (value, label) => make("option", { value, selected: value === language }, label);
	dialog(
		say("addPerson"),
		[
			make("label", {}, say("firstName"), make("input", { name: "firstName", required: true, maxlength: "64" })),
			make("label", {}, say("lastName"), make("input", { name: "lastName", maxlength: "64" })),
			make(
				"label",
				{},
				say("languageOfTelegram"),
				make("select", { name: "language" }, option("fa", "فارسی"), option("en", "English")),
			),
		],
		async (form) => {
			const answer = await act({
				do: "addPerson",
				firstName: form.get("firstName"),
				lastName: form.get("lastName"),
				language: form.get("language"),
			});
			if (answer.ok) choose(answer.person);
		},
	);
}

function groupDialog() {
	const members = [...state.people.values()].map((person) =>
		make(
			"label",
			{ class: "check" },
			make("input", { type: "checkbox", name: "members", value: person.id }),
			person.name,
		),
	);
	dialog(
		say("addGroup"),
		[
			make(
				"label",
				{},
				say("groupTitle"),
				make("input", { name: "title", required: true, maxlength: "128", value: "گروه نمونه" }),
			),
			make("div", { role: "group", "aria-label": say("members") }, ...members),
			make(
				"label",
				{ class: "check" },
				make("input", { type: "checkbox", name: "bot", checked: true }),
				say("addBotToo"),
			),
		],
		(form) =>
			act({
				do: "addGroup",
				title: form.get("title"),
				members: form.getAll("members").map(Number),
				bot: form.has("bot"),
			}),
	);
}

/* ── The drawer: what the bot asked of Telegram ─────────────────────────────────────────────────────────────── */

function drawViolationCount() {
	const badge = $("#violationCount");
	badge.hidden = state.violations.length === 0;
	badge.textContent = digits(state.violations.length);
	badge.setAttribute("aria-label", `${digits(state.violations.length)} · ${say("violations")}`);
}

let callsTimer;
function drawCallsSoon() {
	if (callsTimer !== undefined) return;
	callsTimer = setTimeout(() => {
		callsTimer = undefined;
		if (!$("#calls").hidden) drawCalls();
	}, 300);
}

function outcomeNode({ kind, code, description, fault }) {
	if (kind === "accepted") return make("span", { class: "outcome" }, say("accepted"));
	if (kind === "fault") return make("span", { class: "outcome fault" }, `${say("fault")}: ${fault}`);
	const mild = code === 429 || code === 403 || /not modified|too old/.test(description);
	return make(
		"span",
		{ class: `outcome refused${mild ? " mild" : ""}`, title: description },
		`${say("refused")} ${digits(code)}`,
	);
}

function callNode(call) {
	const where =
		state.people.get(call.chatId)?.name ??
		state.groups.get(call.chatId)?.title ??
		(call.chatId === undefined ? "" : String(call.chatId));
	const detail =
		JSON.stringify(call.parameters, null, 1) + (call.outcome.description ? `\n\n${call.outcome.description}` : "");
	return make(
		"details",
		{ class: "call", "data-call": call.sequence },
		make(
			"summary",
			{},
			make("time", {}, timeOf(call.time)),
			make("span", {}, make("code", {}, call.method), make("span", { class: "chatName" }, where)),
			outcomeNode(call.outcome),
		),
		make("pre", { dir: "auto" }, detail),
	);
}

function drawCalls() {
	const drawer = $("#calls");
	const opened = new Set([...drawer.querySelectorAll(".call[open]")].map((node) => Number(node.dataset.call)));
	const scrolled = $(".lists", drawer)?.scrollTop ?? 0;
	const { counts, violations, calls } = state;
	const sum = (value, label) => make("span", {}, make("b", {}, digits(value)), ` ${say(label)}`);
	const nodes = calls.toReversed().map((call) => {
		const node = callNode(call);
		node.open = opened.has(call.sequence);
		return node;
	});
	drawer.replaceChildren(
		make(
			"header",
			{},
			make("h2", {}, say("calls")),
			iconButton("close", say("close"), () => toggleCalls(false)),
		),
		make(
			"div",
			{ class: "sums" },
			sum(counts.calls, "sumCalls"),
			sum(counts.accepted, "sumAccepted"),
			sum(counts.refused, "sumRefused"),
			sum(counts.faults, "sumFaults"),
		),
		make(
			"div",
			{ class: "lists" },
			violations.length === 0
				? make("p", { class: "good" }, say("noViolations"))
				: make(
						"section",
						{ class: "violations", role: "alert" },
						make("h3", {}, say("violations")),
						make(
							"ul",
							{},
							...violations.map(({ method, description }) => make("li", { dir: "auto" }, `${method}: ${description}`)),
						),
					),
			...(nodes.length > 0 ? nodes : [make("p", {}, say("emptyCalls"))]),
		),
	);
	$(".lists", drawer).scrollTop = scrolled;
}

function toggleCalls(open) {
	const drawer = $("#calls");
	drawer.hidden = !open;
	$("#openCalls").setAttribute("aria-expanded", String(open));
	if (open) {
		drawCalls();
		$("header button", drawer).focus();
	} else $("#openCalls").focus();
}

/* ── Beginning ──────────────────────────────────────────────────────────────────────────────────────────────── */

$("#openCalls").addEventListener("click", () => toggleCalls($("#calls").hidden));
$("#calls").addEventListener("keydown", (event) => event.key === "Escape" && toggleCalls(false));
$("#language").addEventListener("click", () => {
	language = language === "fa" ? "en" : "fa";
	localStorage.setItem("language", language);
	drawAll();
});
$("#clockFace").addEventListener("click", (event) => {
	const button = event.currentTarget;
	button.setAttribute("aria-expanded", String(button.getAttribute("aria-expanded") !== "true"));
});
for (const button of document.querySelectorAll("[data-move]")) {
	button.addEventListener("click", () => {
		$("#clockFace").setAttribute("aria-expanded", "false");
		void moveClock(button.dataset.move);
	});
}
narrow.addEventListener("change", () => {
	arrangePhones();
	drawRoster();
	drawClock();
});
drawLabels();

const line = new EventSource("events");
line.addEventListener("message", ({ data }) => {
	const event = JSON.parse(data);
	ON[event.type](event);
	document.documentElement.dataset.ready = "yes";
});
line.addEventListener("error", () => notify(say("offline")));
line.addEventListener("open", () => ($("#notice").textContent = ""));
