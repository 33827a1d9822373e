/** The door of what is done with invitations. */
export {
	type AcceptReason,
	accept,
	decline,
	HURDLES,
	type Hurdle,
	type Introduction,
	invitationOf,
	isOpen,
	look,
	type Offered,
	type Proof,
	proofOf,
} from "./accept.ts";
export {
	list,
	type Made,
	make,
	mayMakeAt,
	type NewInvitation,
	offerDirectorship,
	renewLink,
	revoke,
	type Seen,
	see,
} from "./make.ts";
