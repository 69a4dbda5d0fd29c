/**
 * Matches characters that control a terminal, change the order or the lines of a text, or are invisible: controls
 * (C0, DEL, C1), lone surrogates, fillers, direction marks, zero-width marks, line separators, tags and noncharacters.
 * Ranges are written out where Unicode may extend a class, so that all versions of Node escape the same characters.
 *
 * @see https://www.unicode.org/reports/tr36/ and https://trojansource.codes/
 */
export const hiddenCharacters =
  /[\u034f\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}\u00ad\u061c\u115f\u1160\u17b4\u17b5\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb\u{1bca0}-\u{1bca3}\u{1d173}-\u{1d17a}\u{e0000}-\u{e00ff}\u{e01f0}-\u{e0fff}]/gu;

// Characters that joiners connect: Arabic to Vedic (including Persian and the scripts of India), symbols and emoji.
const joined = '[\\u0600-\\u180a\\u1810-\\u1cff\\u2190-\\u2bff\\u{1f000}-\\u{1faff}]';
const joiners = '\\u180e\\u200c\\u200d';
const selectors = '\\u180b-\\u180d\\u180f\\ufe00-\\ufe0f\\u{e0100}-\\u{e01ef}';

/**
 * Matches joiners and variation selectors that have no visible effect. Between Persian letters or in an emoji they
 * change what is shown; beside ASCII letters they only make two names look the same. Replace the
 * `hidden` characters of a text before you use this pattern.
 */
export const strayJoiners = new RegExp(
  [
    `(?<!${joined}\\ufe0f?)[${joiners}]`,
    `[${joiners}](?!${joined})`,
    // A digit in a keycap emoji is the only ASCII character that takes a variation selector.
    `(?<![^\\0-\\x7f${joiners}${selectors}])[${selectors}](?!\\u20e3)`,
  ].join('|'),
  'gu',
);
