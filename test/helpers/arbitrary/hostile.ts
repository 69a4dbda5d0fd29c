import fc from 'fast-check';

/** What begins a line that looks like one of ours, or that a CI system obeys. */
const forged = [
  '\nerror fake-code: all fine',
  '\n  error fake-code: all fine',
  '\r\nwarning fake-code: all fine',
  '\n::error::x',
  '\n \t::stop-commands::x',
  '##vso[task.x]',
  '##[error]x',
  '\n##teamcity[x]',
  '\u001b]8;;https://example.org\u0007link\u001b]8;;\u0007',
  '\u001b[2J\u001b[31m',
  '\u001b[0Ksection_start:1:x\r\u001b[0K',
];

/** A character of each class that no terminal may be given. */
const signs = [
  ...['\u0001', '\u0007', '\b', '\t', '\n', '\v', '\f', '\r', '\u001b', '\u007f', '\u0085', '\u009b', '\u009d'],
  ...[
    '\u00ad',
    '\u061c',
    '\u200b',
    '\u200e',
    '\u200f',
    '\u2028',
    '\u2029',
    '\u202a',
    '\u202e',
    '\u2060',
    '\u2066',
    '\u2069',
  ],
  ...['\ufeff', '\ufff9', '\ufdd0', '\uffff', '\ud800', '\udc00', '\u{1fffe}', '\u{1d173}', '\u{e0001}', '\u{e0041}'],
];

const ordinary = ['a', 'é', '\u05d0', '語', '😀', ' ', ':', '"', '`', '|', '<b>', '@org', '\\', '{', '}'];

/** Text that somebody writes who wants to be taken for us, or to control what shows it. */
export const hostile: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom(...forged),
    fc.array(fc.oneof(fc.constantFrom(...forged), fc.constantFrom(...signs), fc.constantFrom(...ordinary)), {
      minLength: 2,
      maxLength: 8,
    }),
  )
  .chain(([one, others]) => fc.shuffledSubarray([one, ...others], { minLength: others.length + 1 }))
  .map((parts) => parts.join(''));

/** What no output may hold, colours off. Joiners are letters' own business. */
export const forbiddenSign = /(?![\n\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}]/u;
