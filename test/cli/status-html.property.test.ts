import fc from 'fast-check';
import type { Status } from '../../src/actions/status/status';
import { statusHtml } from '../../src/cli/status-html';
import { printable } from '../../src/diagnostics';

/** A status in which every text from outside is the same. */
function statusWith(text: string): Status {
  const about = { application: text, flow: text, environment: text };
  return {
    environments: [text],
    flows: [
      {
        application: text,
        flow: text,
        deployments: [
          {
            ...about,
            instance: text,
            object: text,
            image: text,
            version: text,
            message: text,
            state: 'failed',
            reason: text,
          },
        ],
      },
    ],
    hotfixes: [{ ...about, version: text, lacking: [text] }],
    holds: [
      {
        application: text,
        environment: text,
        image: text,
        version: text,
        why: text,
        by: text,
        at: text,
        places: ['file'],
      },
    ],
    drift: [
      {
        ...{ application: text, environment: text, instance: text, cluster: text, kind: text, name: text },
        ...{ isMissing: false, fields: [{ path: text, released: text, live: text, by: text }] },
      },
    ],
    issues: [{ severity: 'error', code: 'cluster-unreachable', message: text }],
  } as unknown as Status;
}

const now = new Date('2026-11-29T00:00:00Z');
const page = (text: string) => statusHtml(statusWith(text), text, now);
const tags = (html: string) => html.match(/<[^>]*>/g);
const hostile = fc.string({ unit: fc.constantFrom(...'<>&"\'/= \n\u202e\u0000ax-!'), minLength: 1 });

test('no text from outside adds a tag, an attribute or a line to the page', () => {
  fc.assert(
    fc.property(fc.oneof(hostile, fc.constant('</style><script>alert(1)</script>')), (text) => {
      expect(tags(page(text))).toEqual(tags(page('x')));
      expect(page(text).split('\n')).toHaveLength(page('x').split('\n').length);
    }),
  );
});

test('each text is shown as it is, with invisible characters as escapes', () => {
  fc.assert(
    fc.property(hostile, (text) => {
      const [, title = ''] = /<h1>(.*)<\/h1>/.exec(page(text)) ?? [];
      const decoded = title.replace(
        /&(amp|lt|gt|quot|#39);/g,
        (_, name: string) => ({ amp: '&', lt: '<', gt: '>', quot: '"' })[name] ?? "'",
      );
      expect(decoded).toBe(printable(text));
    }),
  );
});

test('the page loads nothing and runs nothing', () => {
  expect(page('x')).toContain("default-src 'none'");
  expect(page('x')).not.toMatch(/<script|<link|<img|@import|url\(|\bon\w+=|https?:/);
});
