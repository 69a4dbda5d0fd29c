import { connect } from '../../src/cluster/connect';
import { longestWarning, warningTexts } from '../../src/cluster/http/warning-header';
import { mostWarnings, ServerWarnings } from '../../src/cluster/server-warnings';
import { formatIssue } from '../../src/diagnostics';
import { apiServer } from '../helpers/api-server';
import { folderWith } from '../helpers/files';

const api = { kind: 'Deployment', metadata: { name: 'api' } };

describe('the texts of Warning headers', () => {
  it.each([
    ['299 - "policy/v1beta1 is deprecated"', ['policy/v1beta1 is deprecated']],
    ['299 - "says \\"no\\" and a \\\\"', ['says "no" and a \\']],
    ['299 proxy:8080 "one", 299 - "two, with a comma" "Sat, 01 Jan 2028 00:00:00 GMT"', ['one', 'two, with a comma']],
    ['110 cache "Response is stale", 299 - "two"', ['two']],
    [`299 - "${Buffer.from('zażółć').toString('latin1')}"`, ['zażółć']],
    ['299 - "  "', []],
    ['299 - "without an end', []],
    ['nonsense, 299 - "after it"', []],
    ['', []],
  ])('%s', (header, texts) => {
    expect(warningTexts(header)).toEqual(texts);
    expect(warningTexts([header, '299 - "last"'])).toEqual([...texts, 'last']);
  });

  it('are cut when they are too long', () => {
    const [text = ''] = warningTexts(`299 - "${'x'.repeat(longestWarning * 5)}"`);
    expect(text).toHaveLength(longestWarning + 1);
  });
});

describe('the warnings of a server', () => {
  it('name each text once, with the objects that it was sent for', () => {
    const warnings = new ServerWarnings();
    for (let time = 0; time < 2; time += 1) {
      for (const name of ['d', 'c', 'b', 'a', 'e', 'f', 'g']) {
        warnings.add(['old'], { kind: 'Job', metadata: { name } });
      }
      warnings.add(['of the server']);
    }
    expect(warnings.issues().map(({ message }) => message)).toEqual([
      'Job/a, Job/b, Job/c, Job/d, Job/e, 2 more: old',
      'of the server',
    ]);
  });

  it('are limited in number', () => {
    const warnings = new ServerWarnings();
    for (let index = 0; index < mostWarnings * 3; index += 1) warnings.add([`number ${index}`], api);
    expect(warnings.issues()).toHaveLength(mostWarnings + 1);
    expect(warnings.issues().at(-1)?.message).toContain('more than 50');
  });

  it('do not control a terminal', () => {
    const warnings = new ServerWarnings();
    warnings.add(['\u001b[2J\u202eevil'], api);
    const [issue] = warnings.issues();
    expect(issue?.message).toBe('Deployment/api: \\u{1b}[2J\\u{202e}evil');
    expect(issue && formatIssue(issue)).toContain('\\u{1b}[2J');
  });

  it('do not show what was said about a Secret', () => {
    const warnings = new ServerWarnings();
    warnings.add(['the password hunter2 is weak'], { kind: 'Secret', metadata: { name: 'login' } });
    const [issue] = warnings.issues();
    expect(issue?.message).toMatch(/^Secret\/login: the text is not shown/);
    expect(issue?.message).not.toContain('hunter2');
  });

  it('arrive with answers that accept and that refuse a request', async () => {
    const { url } = await apiServer('http', (request, answer) => {
      answer.setHeader('warning', ['299 - "one"', '299 - "two"']);
      const isRefused = request.url?.includes('selfsubjectreviews') ?? false;
      answer.statusCode = isRefused ? 403 : 200;
      answer.end(JSON.stringify({ kind: 'APIGroupDiscoveryList', items: [] }));
    });
    const root = folderWith({
      config: JSON.stringify({
        clusters: [{ name: 'c', cluster: { server: url } }],
        contexts: [{ name: 'c', context: { cluster: 'c' } }],
        'current-context': 'c',
      }),
    });
    const cluster = connect(undefined, { kubeconfig: `${root}/config` });
    await expect(cluster.user()).rejects.toThrow();
    expect(cluster.warnings().map(({ message }) => message)).toEqual(['one', 'two']);
    await cluster.resources();
    expect(cluster.warnings()).toHaveLength(2);
    await cluster.close();
  });
});
