/** Every kind of background job: how it is done, page by page, so that it can be stopped and go on. */

export interface WorkContext {
	refs: Record<string, string | number>;
	/** Where an earlier try got to; nothing at the beginning. */
	cursor: string | undefined;
	now: Date;
	/** Notes a finished page. Throws when the job has to stop here: it goes on from `cursor` later. */
	report(at: { done: number; total: number; cursor?: string }): Promise<void>;
}

export type Work = (context: WorkContext) => Promise<void>;

export const works: Record<string, Work> = {};
