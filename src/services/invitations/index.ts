/** The door of what is done with invitations. */
export {
	accept,
	decline,
	HURDLES,
	invitationOf,
	isOpen,
	look,
	type Offered,
	proofOf,
} from "./accept.ts";
export {
	type InvitationEdge,
	list,
	listOfAgency,
	type Made,
	make,
	mayMakeAt,
	type NewInvitation,
	offerDirectorship,
	renewLink,
	revoke,
	see,
} from "./make.ts";
