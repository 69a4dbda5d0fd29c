/**
 * Characters that control a terminal, change the order or the lines of a text, or cannot be seen: controls (C0, DEL, C1),
 * halves of surrogate pairs, fillers, direction marks, zero-width marks, line separators, tags and noncharacters. The
 * ranges are spelled out where Unicode may add to a class, so that the same text is shown the same with every version.
 *
 * @see https://www.unicode.org/reports/tr36/ and https://trojansource.codes/
 */
export const hidden =
  /[\u034f\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}\u00ad\u061c\u115f\u1160\u17b4\u17b5\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb\u{1bca0}-\u{1bca3}\u{1d173}-\u{1d17a}\u{e0000}-\u{e00ff}\u{e01f0}-\u{e0fff}]/gu;

// Scripts and signs that are written with joiners: Arabic to Vedic (so Persian and the scripts of India), symbols, emoji.
const joined = '[\\u0600-\\u180a\\u1810-\\u1cff\\u2190-\\u2bff\\u{1f000}-\\u{1faff}]';
const joiners = '\\u180e\\u200c\\u200d';
const selectors = '\\u180b-\\u180d\\u180f\\ufe00-\\ufe0f\\u{e0100}-\\u{e01ef}';

/**
 * Joiners and variation selectors where they shape nothing. Between two letters of Persian, or in an emoji, they are
 * part of what is read; beside ASCII they only make two names look the same. Hidden characters have to be gone before.
 */
export const stray = new RegExp(
  [
    `(?<!${joined}\\ufe0f?)[${joiners}]`,
    `[${joiners}](?!${joined})`,
    // A digit in a keycap is the one ASCII character that has a variation.
    `(?<![^\\0-\\x7f${joiners}${selectors}])[${selectors}](?!\\u20e3)`,
  ].join('|'),
  'gu',
);
