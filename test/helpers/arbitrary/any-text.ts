import fc from 'fast-check';

const [firstSurrogate, surrogates, characters] = [0xd800, 0x800, 0x110000];

/** Every character of Unicode. The same as the unit `binary` of fast-check, which lists a million to recognize one. */
const anyCharacter = fc.nat(characters - surrogates - 1).map(
  (index) => String.fromCodePoint(index < firstSurrogate ? index : index + surrogates),
  (value) => {
    const [code = -1, ...others] = Array.from(String(value), (character) => character.codePointAt(0) ?? -1);
    if (code < 0 || others.length > 0) throw new Error('Not one character');
    return code < firstSurrogate ? code : code - surrogates;
  },
);

/** Text of any characters. */
export const anyText = (constraints: fc.StringSharedConstraints = {}) =>
  fc.string({ ...constraints, unit: anyCharacter });
