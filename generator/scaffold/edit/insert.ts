import { type Node, type ObjectLiteralExpression, SyntaxKind } from 'ts-morph';
import { endsInComma, hasTrailingComma, indentationAt, isBroken, marginBefore, type Style } from './style.js';

/** A stretch of a text that is replaced. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Applies edits, which must not overlap; of two at one place the first comes first. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  let edited = '';
  let at = 0;
  for (const { start, end, text: put } of edits.toSorted((a, b) => a.start - b.start)) {
    edited += text.slice(at, start) + put;
    at = end;
  }
  return edited + text.slice(at);
}

/**
 * Adds members at the end of an object. What stands in it stays, comments and blank lines too; an object on one line
 * gets a line for each member.
 *
 * @param members the lines of each, indented by two blanks a level, with a comma at the end.
 */
export function insertMembers(
  object: ObjectLiteralExpression,
  members: readonly (readonly string[])[],
  style: Style,
): readonly Edit[] {
  const text = object.getSourceFile().getFullText();
  const [open, close] = [object.getStart() + 1, object.getEnd() - 1];
  const contentEnd = open + text.slice(open, close).trimEnd().length;
  const isEmpty = contentEnd === open;
  const last = object.getProperties().at(-1);
  const margins = marginsOf(object, text, style);
  const gap = hasBlankLines(object, text) ? style.newline : '';
  const printed = members
    .map((lines, index) => (index === 0 && isEmpty ? '' : gap) + printMember(lines, margins, style))
    .join('');
  const added = endsInComma(object) ? printed : printed.replace(/,$/, '');
  const isClosedBelow = text.slice(contentEnd, close).includes('\n');
  return [
    ...(isBroken(object) || isEmpty ? [] : breakLines(object, text, style.newline + margins.member)),
    ...(last === undefined || hasTrailingComma(object) ? [] : [commaAfter(last, text)]),
    isClosedBelow
      ? { start: contentEnd, end: contentEnd, text: added }
      : { start: contentEnd, end: close, text: added + style.newline + indentationAt(text, object.getStart()) },
  ];
}

/** What stands before the lines of a member, and what is added for each level inside it. */
interface Margins {
  readonly member: string;
  readonly unit: string;
}

/** As the first member that has its line for itself, else one level more than the object. */
function marginsOf(object: ObjectLiteralExpression, text: string, { unit }: Style): Margins {
  const outer = indentationAt(text, object.getStart());
  for (const property of object.getProperties()) {
    const member = marginBefore(text, property);
    if (member === null) continue;
    const isDeeper = member.startsWith(outer) && member !== outer;
    return { member, unit: isDeeper ? member.slice(outer.length) : unit };
  }
  return { member: outer + unit, unit };
}

function printMember(lines: readonly string[], { member, unit }: Margins, { newline, semicolons }: Style): string {
  const printed = lines.map((line) => {
    const blanks = /^ */.exec(line)?.[0].length ?? 0;
    const levels = unit.repeat(Math.max(Math.floor(blanks / 2) - 1, 0));
    const content = line.slice(blanks);
    // A doc comment keeps the odd blank before its asterisks, and its own semicolons.
    const ended = semicolons || !content.startsWith('throw ') ? content : content.replace(/;$/, '');
    return newline + member + levels + ' '.repeat(blanks % 2) + ended;
  });
  return printed.join('');
}

/** Behind the comments in blocks that follow a member on its line, where prettier puts a comma. */
function commaAfter(member: Node, text: string): Edit {
  const comments = /^(?:[ \t]*\/\*[^]*?\*\/)*/.exec(text.slice(member.getEnd()))?.[0].length ?? 0;
  const end = member.getEnd() + comments;
  return { start: end, end, text: ',' };
}

/** Whether members are set apart by blank lines; one member alone does not tell. */
function hasBlankLines(object: ObjectLiteralExpression, text: string): boolean {
  const properties = object.getProperties();
  if (properties.length < 2) return true;
  return properties.some((property, index) => {
    const previous = properties[index - 1];
    return previous !== undefined && /\n[ \t\r]*\n/.test(text.slice(previous.getEnd(), property.getStart()));
  });
}

/** A line break after the opening brace and after every comma. */
function breakLines(object: ObjectLiteralExpression, text: string, lineBreak: string): readonly Edit[] {
  const properties = object.getProperties();
  const commas = object
    .getChildSyntaxListOrThrow()
    .getChildrenOfKind(SyntaxKind.CommaToken)
    .slice(0, Math.max(properties.length - 1, 0));
  return [object.getStart() + 1, ...commas.map((comma) => comma.getEnd())].map((start) => {
    const blanks = /^[ \t]*/.exec(text.slice(start))?.[0].length ?? 0;
    return { start, end: start + blanks, text: lineBreak };
  });
}
