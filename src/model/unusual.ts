import { posix } from 'node:path';
import { type IssueCode, suggest } from '../diagnostics';
import { billionthsOf } from './quantity';

/** A value that Kubernetes accepts and that nobody means. */
export interface Unusual {
  readonly code: Extract<IssueCode, 'value-unusual' | 'quantity-unusual'>;
  readonly message: string;
  readonly hint: string;
}

const mebibyte = 2n ** 20n * 1_000_000_000n;
const petabyte = 10n ** 15n * 1_000_000_000n;
const core = 1_000_000_000n;
const thousandth = core / 1000n;

/** Less than 1m, and hundreds of cores, for which the `m` was forgotten. */
export function unusualCores(amount: string): Unusual | undefined {
  const value = billionthsOf(amount);
  if (value > 0n && value < thousandth) {
    return quantity(`\`${amount}\` is less than \`1m\`, the least share of a core`, 'write `1m`');
  }
  const isPlain = /^\+?\d+$/.test(amount);
  if (value < (isPlain ? 100n : 4096n) * core) return undefined;
  const meant = isPlain ? `${amount.replace('+', '')}m` : '500m';
  const message = `\`${amount}\` is a number of whole cores that hardly any machine has`;
  return quantity(message, `write \`${meant}\` for thousandths of a core`);
}

/** Less than 1 MiB, and a billion MB and more. The suffix `m` stands for thousandths, so `512m` is half a byte. */
export function unusualBytes(amount: string): Unusual | undefined {
  const value = billionthsOf(amount);
  if (value === 0n) return undefined;
  if (value >= petabyte) {
    return quantity(
      `\`${amount}\` is an amount that hardly any machine has`,
      'write `Mi`, `Gi` or `Ti` after the number',
    );
  }
  if (value >= mebibyte) return undefined;
  const number = /^[\d.]+/.exec(amount)?.[0] ?? '';
  const what = amount.endsWith('m') ? 'thousandths of a byte' : 'less than 1 MiB';
  return quantity(`\`${amount}\` is ${what}`, `write \`${number}Mi\` for mebibytes`);
}

const hour = 3600;
const year = 365 * 24 * hour;

/** A time of a probe in seconds that is so long that it was meant as milliseconds. */
export function unusualProbeTime(seconds: number): Unusual | undefined {
  return unusualTime(seconds, hour, 'an hour');
}

/** A time of a job in seconds that is so long that it was meant as milliseconds. */
export function unusualJobTime(seconds: number): Unusual | undefined {
  return unusualTime(seconds, year, 'a year');
}

function unusualTime(seconds: number, limit: number, words: string): Unusual | undefined {
  if (seconds <= limit) return undefined;
  const message = `${seconds} seconds are more than ${words}`;
  return unusual(message, `write \`${Math.ceil(seconds / 1000)}\` if milliseconds were meant`);
}

/** A capability that Linux does not have. The API server takes any text, and nodes do not start the container. */
export function unusualCapability(name: string): Unusual | undefined {
  if (capabilities.has(name)) return undefined;
  const plain = name.replace(/^CAP_/, '');
  const hint = capabilities.has(plain) ? `write \`${plain}\`` : suggest(name, [...capabilities]);
  const message = `\`${name}\` is not the name of a capability in Kubernetes`;
  return unusual(message, hint ?? 'see `man capabilities`, without `CAP_`');
}

/** @see https://man7.org/linux/man-pages/man7/capabilities.7.html */
const capabilities: ReadonlySet<string> = new Set(
  (
    'ALL AUDIT_CONTROL AUDIT_READ AUDIT_WRITE BLOCK_SUSPEND BPF CHECKPOINT_RESTORE CHOWN DAC_OVERRIDE DAC_READ_SEARCH ' +
    'FOWNER FSETID IPC_LOCK IPC_OWNER KILL LEASE LINUX_IMMUTABLE MAC_ADMIN MAC_OVERRIDE MKNOD NET_ADMIN ' +
    'NET_BIND_SERVICE NET_BROADCAST NET_RAW PERFMON SETFCAP SETGID SETPCAP SETUID SYSLOG SYS_ADMIN SYS_BOOT ' +
    'SYS_CHROOT SYS_MODULE SYS_NICE SYS_PACCT SYS_PTRACE SYS_RAWIO SYS_RESOURCE SYS_TIME SYS_TTY_CONFIG WAKE_ALARM'
  ).split(' '),
);

/** A volume in the place of all files of the image. */
export function unusualMountPath(target: string): Unusual | undefined {
  if (posix.resolve('/', target) !== '/') return undefined;
  return unusual(`a volume at \`${target}\` hides all files of the image`, 'mount it at a folder such as `/data`');
}

/** Permissions in decimal digits that look like octal ones: `440` is 0o670. */
export function unusualMode(mode: number): Unusual | undefined {
  if (![400, 440, 444, 500].includes(mode)) return undefined;
  const message = `the decimal number ${mode} means the permissions 0o${mode.toString(8)}`;
  return unusual(message, `write \`0o${mode}\` for octal digits`);
}

/** The days of a schedule, none of which exists. */
export function unusualSchedule(schedule: string): Unusual {
  return unusual(
    `\`${schedule}\` names only days that no year has, so the flow never runs`,
    'write a day that exists, such as `28` for February, or set `suspend: true`',
  );
}

/**
 * Characters that are invisible or control a terminal, and that come into a text by mistake: controls except tabs and
 * ends of lines, spaces without width, marks of the byte order, and marks that change the order of text.
 */
const strayCharacters = /(?![\t\n\r])[\p{Cc}\u200b\u202a-\u202e\u2060\u2066-\u2069\ufeff]/u;

/** The control that colours in a terminal begin with. */
const escapeCharacter = '\u001b';

/** What such a character is in a text of JavaScript or YAML. */
const written: Readonly<Record<string, string>> = { '\b': '\\b', '\v': '\\v', '\f': '\\f', '\0': '\\0' };

/** A text with a character that nobody sees, or what JavaScript makes of an object in a text. */
export function unusualText(text: string): Unusual | undefined {
  const [object] = text.includes('[object ') ? (/\[object [A-Z][A-Za-z]*\]/.exec(text) ?? []) : [];
  if (object) {
    return unusual(
      `the text contains \`${object}\`, which JavaScript writes for a value that is no text`,
      'write a field of the value, or `JSON.stringify(value)`',
    );
  }
  if (!strayCharacters.test(text)) return undefined;
  const [sign] = strayCharacters.exec(text.replaceAll(escapeCharacter, '')) ?? [];
  if (sign === undefined) return undefined;
  const code = (sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  const sequence = written[sign];
  const meant = sequence ? `write \`\\${sequence}\` for a backslash and \`${sequence.slice(1)}\`, or ` : '';
  return unusual(`the text contains U+${code}, a character that nobody sees`, `${meant}remove the character`);
}

function unusual(message: string, hint: string): Unusual {
  return { code: 'value-unusual', message, hint };
}

function quantity(message: string, hint: string): Unusual {
  return { code: 'quantity-unusual', message, hint };
}
