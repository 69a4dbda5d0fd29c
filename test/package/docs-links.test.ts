import { dirname, join } from 'node:path';
import { textOf } from '../project/repository';
import { packageFiles } from './staging';

const files = packageFiles();
const markdown = files.filter((file) => file.endsWith('.md'));

/** The anchors of a document, as GitHub and npm make them of its heads. */
function anchorsOf(file: string): string[] {
  return [...(textOf(file) ?? '').matchAll(/^#+ (.*)$/gm)].map(([, head = '']) =>
    head
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

test.each(markdown)('every link of %s leads to a file and a head in the package, or to the web', (file) => {
  const targets = [...(textOf(file) ?? '').matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
  const broken = targets.filter((target) => {
    if (/^https?:\/\//.test(target)) return false;
    const [path = '', anchor] = target.split('#');
    const found = path === '' ? file : join(dirname(file), path);
    const exists =
      files.includes(found) || files.some((other) => other.startsWith(found.endsWith('/') ? found : `${found}/`));
    return !exists || (anchor !== undefined && !anchorsOf(found).includes(anchor));
  });
  expect(broken).toEqual([]);
});
