import { loadWorkspace } from '../../src/workspace/load';
import { workspaceWith } from '../helpers/workspace';

async function nameIn(files: Readonly<Record<string, string>>): Promise<string> {
  return (await loadWorkspace({ root: workspaceWith(files), applications: {} })).name;
}

describe('the name of a workspace', () => {
  it('is that of towpath.yaml, else that of the package', async () => {
    const files = { 'package.json': '{ "name": "@example/shop" }' };
    expect(await nameIn({ ...files, 'towpath.yaml': 'workspace: shop-deployment\n' })).toBe('shop-deployment');
    expect(await nameIn(files)).toBe('@example/shop');
  });

  it.each([
    ['there is no package.json', {}],
    ['the package has no name', { 'package.json': '{}' }],
    ['package.json is not JSON', { 'package.json': '{' }],
    ['the name is not text', { 'package.json': '{ "name": ["shop"] }' }],
    ['the name has control characters', { 'package.json': '{ "name": "shop\\u001b[2J" }' }],
  ])('is empty if %s', async (_, files) => {
    expect(await nameIn(files)).toBe('');
  });

  it('is an error in towpath.yaml if it is not a name', async () => {
    const root = workspaceWith({ 'towpath.yaml': 'workspace: "a b"\n' });
    const { issues } = await loadWorkspace({ root, applications: {} });
    expect(issues).toContainEqual(
      expect.objectContaining({
        code: 'invalid-value',
        path: 'workspace',
        location: expect.objectContaining({ line: 1 }),
      }),
    );
  });
});
