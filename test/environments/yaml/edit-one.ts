import { editYaml } from '../../../src/environments/yaml/edit';

/** Sets or removes one entry; the path is written with slashes. */
export function editOne(text: string, path: string, value: string | null): string {
  return editYaml(text, [{ path: path.split('/'), value }]);
}
