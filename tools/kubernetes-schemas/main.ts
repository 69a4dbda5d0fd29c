import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundleFile } from '../../src/targets/kubernetes/validation/bundle';
import { kubernetesVersions } from '../../src/targets/kubernetes/validation/versions';
import { bundle } from './bundle';
import { enumsOf } from './enums';
import type { Release } from './release';

/**
 * Writes data/kubernetes-schemas.jsonl out of Kubernetes' own releases. It needs Go, which fetches them
 * and compares their checksums; run it when a minor version is added to versions.ts.
 */
const releases = kubernetesVersions.map((version): Release => {
  const download = execFileSync('go', ['mod', 'download', '-json', `k8s.io/kubernetes@v${version}.0`], {
    encoding: 'utf8',
    env: { ...process.env, GOFLAGS: '-mod=mod' },
  });
  const { Dir: folder } = JSON.parse(download) as { Dir: string };
  const { definitions } = JSON.parse(readFileSync(join(folder, 'api/openapi-spec/swagger.json'), 'utf8'));
  const go = readFileSync(join(folder, 'pkg/generated/openapi/zz_generated.openapi.go'), 'utf8');
  return { version, definitions, enums: enumsOf(go) };
});

const types = bundle(releases);
const lines = [types.map(({ definition: _, ...type }) => type), ...types.map(({ definition }) => definition)];
writeFileSync(bundleFile, `${lines.map((line) => JSON.stringify(line)).join('\n')}\n`);
