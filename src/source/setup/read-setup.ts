import { posix } from 'node:path';
import { readIfThere } from '../../files/read-file';
import { listFiles } from '../list-files';
import { composeName, dockerfileName, plainFirst } from '../manifests/file-names';
import { composeServices } from './read-compose';
import { imageSetup } from './read-dockerfile';
import { manifestFolders } from './read-manifests';
import { requiredBacking } from './read-requirements';
import { settingsIn } from './read-settings';
import type { BackingPlace, ComposeService, ImageSetup, Setup, VariablePlace } from './setup';

const projectFile = /^(?:pyproject\.toml|requirements[\w.-]{0,40}\.(?:txt|in)|Pipfile|setup\.(?:py|cfg))$/;

/** Reads the files of a repository that say how its programs run. Files that are broken say nothing. */
export function readSetup(folder: string): Setup {
  const { files } = listFiles(folder, (name) => /\.(?:py|ya?ml)$/.test(name) || isOfSetup(name));
  const setup = {
    images: [] as ImageSetup[],
    services: [] as ComposeService[],
    backing: [] as BackingPlace[],
    variables: [] as VariablePlace[],
  };
  const yaml = new Map<string, string>();
  for (const file of plainFirst(files)) {
    const name = posix.basename(file);
    const text = textOf(folder, file);
    if (projectFile.test(name)) {
      setup.backing.push(...requiredBacking(file, text));
    } else if (name.endsWith('.py')) {
      const { variables, backing } = settingsIn(file, text);
      setup.variables.push(...variables);
      setup.backing.push(...backing);
    } else if (dockerfileName.test(name)) setup.images.push(imageSetup(file, text));
    else if (composeName.test(name)) setup.services.push(...composeServices(file, text));
    else yaml.set(file, text);
  }
  const isPython = files.some((file) => file.endsWith('.py') || projectFile.test(posix.basename(file)));
  return { ...setup, isPython, manifests: manifestFolders(yaml) };
}

function isOfSetup(name: string): boolean {
  return projectFile.test(name) || dockerfileName.test(name);
}

function textOf(folder: string, file: string): string {
  try {
    return readIfThere(folder, file) ?? '';
  } catch {
    return '';
  }
}
