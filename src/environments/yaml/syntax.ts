import { Composer, type CST, type ErrorCode } from 'yaml';
import type { ReportYamlError, YamlError } from './yaml-error';

/** Matches control characters that YAML forbids, and lone carriage returns, which YAML readers treat differently. */
const CONTROL = /\r(?!\n)|(?![\t\n\r\u0085])\p{Cc}/u;
/** The largest number of error tokens to compose. Composing many of them is slow. */
const MAX_STRAY_TOKENS = 1000;

const USUAL_HINT =
  'Look here and further up for a quote, bracket or brace that is not closed, or a key without ": " after it.';
const HINTS: Partial<Record<ErrorCode, string>> = {
  BAD_INDENT: 'Indent with spaces, start all entries of one map in the same column, and close brackets and braces.',
  BAD_SCALAR_START: 'Put the value in double quotes.',
  BLOCK_AS_IMPLICIT_KEY:
    'Put a value that contains ": " in double quotes, start a nested map on its own line, and start all entries of one map in the same column.',
  BAD_DQ_ESCAPE: 'Write \\\\ for a backslash in double quotes, or use single quotes.',
  TAB_AS_INDENT: 'Replace the tab with spaces.',
};

/** What the parser found, in words for people who do not know how YAML is parsed. Other codes keep its own words. */
const MESSAGES: Partial<Record<ErrorCode, string>> = {
  BAD_INDENT: 'A line has the wrong indentation, or a bracket or brace is not closed',
  BAD_PROP_ORDER: 'An anchor or a tag is in the wrong place',
  BAD_SCALAR_START: 'A value cannot start with this character',
  BLOCK_AS_IMPLICIT_KEY: 'A value in the line of its key contains ": "',
  BLOCK_IN_FLOW: 'A value inside brackets or braces is written as lines of its own',
  IMPOSSIBLE: 'Something here does not belong to the value before it',
  MISSING_CHAR: 'A quote, a bracket, a comma, a colon or a space is missing',
  MULTILINE_IMPLICIT_KEY: 'A key takes several lines, or the ":" after a key is missing',
  MULTIPLE_ANCHORS: 'A value has several anchors',
  MULTIPLE_TAGS: 'A value has several tags',
  UNEXPECTED_TOKEN: 'Something here does not belong to the value before it',
};

/** What is wrong with one value alone. After all other errors, it is not known what belongs to what. */
const LOCAL: readonly string[] = ['BAD_DQ_ESCAPE', 'BAD_SCALAR_START'] satisfies ErrorCode[];

/** Reports syntax errors. */
export function reportSyntax(tokens: readonly CST.Token[], text: string, report: ReportYamlError): void {
  const control = CONTROL.exec(text);
  if (control) report(controlProblem(control[0]), control.index);
  let stray = 0;
  const limited = tokens.filter(({ type }) => type !== 'error' || stray++ < MAX_STRAY_TOKENS);
  // Duplicate keys, tags and aliases are skipped here, because `dataOf` reports them with their paths.
  const composer = new Composer({ schema: 'failsafe', uniqueKeys: false });
  for (const { errors } of composer.compose(limited, true, text.length)) {
    for (const { code, message, pos } of errors) {
      if (['TAG_RESOLVE_FAILED', 'BAD_COLLECTION_TYPE', 'BAD_ALIAS'].includes(code)) continue;
      const error = syntaxError(MESSAGES[code] ?? message, HINTS[code]);
      report({ ...error, endsReading: !LOCAL.includes(code) }, pos[0]);
    }
  }
}

export function syntaxError(message: string, hint = USUAL_HINT): YamlError {
  return { code: 'yaml-syntax', message: `This is not valid YAML: ${message}.`, hint };
}

/** The problem of a file that git could not merge. All other problems of the file may be consequences of it. */
export const conflictError: YamlError = syntaxError(
  'A merge left a conflict here',
  'Keep one of the two sides, and remove the lines that start with <<<<<<<, ======= and >>>>>>>.',
);

function controlProblem(char: string): YamlError {
  const name = `U+${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
  const message = `The control character ${name} is not allowed in YAML.`;
  return {
    code: 'yaml-syntax',
    message,
    hint: 'Remove the character, or write it as an escape such as "\\u0007" in double quotes.',
  };
}
