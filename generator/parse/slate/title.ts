import { sinceOf } from './name-cell.js';
import { executionOf, isCommandName } from './wording.js';

/** What a heading says: a title, and around it numbers, brackets and badges. */
export interface CommandTitle {
  readonly title: string;
  readonly execution: 'sync' | 'async' | null;
  readonly since: string | null;
  readonly deprecated: boolean;
}

/** Takes "2.1 listZones() (A) [since 4.2]", "GET listZones" and "~~listZones~~ (deprecated)" apart. */
export function readTitle(text: string): CommandTitle {
  let title = text.replace(/^\d+(?:\.\d+)*[.)]?\s+(?=\S)/, '');
  const said: { execution: CommandTitle['execution']; since: string | null; deprecated: boolean } = {
    execution: null,
    since: null,
    deprecated: false,
  };
  for (let found = remarkOf(title); found !== null && learn(found.remark, said); found = remarkOf(title)) {
    title = found.title;
  }
  const named =
    /^(?:(?:get|post|command|api)\s*[:：]?\s+)?([A-Za-z][A-Za-z0-9]*)(?:\(\))?(?:\s+[–—:-]\s+.*|[:：])?$/i.exec(title);
  const name = named?.[1] ?? '';
  // "Response: …" and "Command" stay whole; what is left of a decoration has to be a command's name.
  if (isCommandName(name) && /[a-z][A-Z]/.test(name)) title = name;
  return { title, ...said };
}

function remarkOf(title: string): { title: string; remark: string } | null {
  const found =
    /^(.*\S)\s*(?:[([]([^()[\]]{1,60})[)\]]|\s[–—|-]\s*((?:not |non-)?a?sync\w*|deprecated|since .{1,20}))$/i.exec(
      title,
    );
  const [, rest, bracketed, trailing] = found ?? [];
  const remark = bracketed ?? trailing;
  return rest === undefined || remark === undefined ? null : { title: rest, remark };
}

/** CloudStack's own pages mark asynchronous commands by "(A)". */
function learn(remark: string, said: { -readonly [K in keyof Omit<CommandTitle, 'title'>]: CommandTitle[K] }): boolean {
  const execution = remark === 'A' ? 'async' : executionOf(remark);
  const since = sinceOf(remark);
  const deprecated = /^deprecated\b/i.test(remark);
  said.execution ??= execution;
  said.since ??= since;
  said.deprecated ||= deprecated;
  return execution !== null || since !== null || deprecated;
}
