import {
  app,
  deployment,
  environments,
  flow,
  image,
  issue,
  live,
  liveFacts,
  now,
  objectChange,
  old,
} from './widths-values';

/** The answer of an action, the calls that print it, and what must be in the output at every width. */
interface Answer {
  readonly calls: readonly string[];
  readonly value: unknown;
  readonly facts: readonly string[];
  /** What a narrow screen may leave out, if it says so. */
  readonly spare?: readonly string[];
}

export const answers: Readonly<Record<string, Answer>> = {
  compareFlows: {
    calls: ['flows', 'flows -e production-eu --programs'],
    value: {
      flows: [
        {
          application: app,
          flow,
          kind: 'service',
          environments: environments.map((environment, index) => ({
            environment,
            repository: image,
            tag: `${now}-${index}`,
          })),
          refersTo: ['database', 'message-queue'],
          source: sourceFlow(flow, 'services/payment/src/payment/application.py'),
          differences: [{ field: 'schedule', environments, declared: '0 6 * * *', found: '0 7 * * *' }],
        },
        {
          flow: 'undeclared-flow',
          kind: 'prefect',
          environments: [],
          refersTo: [],
          source: sourceFlow('undeclared-flow', 'flows/undeclared.py'),
          differences: [],
        },
      ],
      issues: [],
      skipped: { large: 1, notebooks: 2, links: 0, virtualenvs: 0, tests: 3 },
    },
    facts: [
      app,
      flow,
      ...environments.map((_, index) => `${now}-${index}`),
      ...environments.map((one) => one.toUpperCase()),
      'undeclared-flow',
      'flows/undeclared.py:7',
      '`0 6 * * *`',
      '`0 7 * * *`',
      '2 notebooks',
    ],
    spare: [image, 'service', 'database,message-queue', 'prefect flow serve flows/undeclared.py:run'],
  },
  portalFlows: {
    calls: ['portal flows'],
    value: { flows: [{ name: `${app}/${flow}` }], issues: [issue] },
    facts: [`${app}/${flow}`, 'image-unpinned'],
  },
  portalDeployments: {
    calls: ['portal deployments'],
    value: { deployments: [{ flow_name: `${app}/${flow}` }], issues: [issue] },
    facts: [`${app}/${flow}`, 'image-unpinned'],
  },
  writePortalFiles: {
    calls: ['portal init', 'portal init -y'],
    value: {
      folder: '/home/somebody/repository',
      written: ['.acme_portal_sdk/deployment_promote.py'],
      kept: ['.acme_portal_sdk/flow_finder.py'],
    },
    facts: ['.acme_portal_sdk/deployment_promote.py', '.acme_portal_sdk/flow_finder.py', 'acme-portal-sdk'],
  },
  deployedAddress: {
    calls: ['portal address', 'portal address -e production-eu'],
    value: 'https://github.com/example/a-long-repository/blob/main/environments/dev.yaml',
    facts: ['https://github.com/example/a-long-repository/blob/main/environments/dev.yaml'],
  },
  findDeployments: {
    calls: ['deployments', 'deployments --all-namespaces'],
    value: { deployments: environments.map((environment) => ({ ...deployment, environment })), issues: [issue] },
    facts: [app, flow, ...environments, now, 'progressing', '1 of 3', 'image-unpinned'],
    spare: ['0123456789ab', '4484fb9', 'system:serviceaccount:ci:deployer'],
  },
  status: {
    calls: ['status', 'status --all-namespaces'],
    value: {
      environments,
      flows: [
        {
          application: app,
          flow,
          deployments: environments.map((environment, index) => ({
            ...deployment,
            environment,
            version: `${old}-${index}`,
            pin: now,
            drifted: 1,
          })),
        },
      ],
      hotfixes: [
        { environment: 'production-us', application: app, flow, version: 'v3.0.1-fix', lacking: ['dev', 'tst'] },
      ],
      holds: [
        {
          ...{ environment: 'production-us', application: app, image: flow, version: 'v3', why: 'loses orders' },
          ...{ by: 'ada', at: '2026-11-28T09:30:00Z', places: ['file'] },
        },
      ],
      drift: [
        {
          application: app,
          environment: 'production-us',
          kind: 'Deployment',
          name: flow,
          isMissing: false,
          fields: [
            {
              path: 'spec.command',
              released: `${'x '.repeat(600)}old-end`,
              live: `${'x '.repeat(600)}new-end`,
              by: 'kubectl-edit',
            },
          ],
        },
      ],
      issues: [],
    },
    facts: [
      app,
      flow,
      ...environments.map((_, index) => `${old}-${index}`),
      `(pin`,
      'drift',
      'old-end',
      'new-end',
      'kubectl-edit',
      'PRODUCTION-US',
      'loses orders',
      'only in the file',
      'v3.0.1-fix was never in dev, tst',
    ],
  },
  gates: {
    calls: ['gates -e production-eu', 'gates -e production-eu --run'],
    value: {
      gates: [
        {
          gate: 'windows',
          setBy: `release 17 of ${app}`,
          state: 'closed',
          reason: 'frozen from 2026-12-20 to 2027-01-02: year end',
          opensAt: '2027-01-03T00:00:00.000Z',
        },
        { gate: 'check', name: 'smoke', setBy: 'a file', state: 'closed', output: [`${'x '.repeat(90)}output-end`] },
      ],
      issues: [],
    },
    facts: ['windows', 'closed', '2027-01-03T00:00:00.000Z', 'year end', 'output-end', `release 17 of ${app}`],
  },
  approve: {
    calls: ['approve -e production-eu --why INC-7'],
    value: {
      ...{ environment: 'production-eu', approver: 'ann@example.org', commit: 'f'.repeat(40), warnings: [] },
      applications: [{ application: app, digest: 'sha256:1' }],
    },
    facts: [app, 'production-eu', 'ann@example.org', 'f'.repeat(12)],
  },
  holds: {
    calls: ['hold -e production-eu'],
    value: {
      holds: [
        {
          application: app,
          image: flow,
          version: old,
          why: 'loses orders',
          by: 'ada',
          at: '2026-11-28T09:30:00Z',
          places: ['cluster'],
        },
      ],
      issues: [],
    },
    facts: [`${app}/${flow}`, old, 'loses orders', 'ada', '2026-11-28T09:30:00Z', 'cluster'],
  },
  hold: {
    calls: [`hold -e production-eu ${app} --version ${old} --why x --commit`],
    value: {
      holds: [{ application: app, image: flow, version: old }],
      changes: [
        { file: 'environments/production-eu.yaml', path: `apps.${app}.holds.${flow}`, before: undefined, after: old },
      ],
      commit: 'c'.repeat(40),
      warnings: [issue],
    },
    facts: [
      ...[`${app}/${flow} ${old} is held`, 'image-unpinned', 'environments/production-eu.yaml'],
      ...[`apps.${app}.holds.${flow}`, 'committed ccccccc'],
    ],
  },
  liftHold: {
    calls: [`hold -e production-eu ${app} --lift`],
    value: { holds: [{ application: app, image: flow, version: old }], changes: [], warnings: [] },
    facts: [`${app}/${flow} ${old} is no longer held`],
  },
  metrics: {
    calls: ['history -e production-eu --metrics'],
    value: {
      ...{ environment: 'production-eu', isCut: true, releases: 7, deploysPerDay: 0.5, changeFailureRate: 0.25 },
      span: { from: '2026-11-01T00:00:00.000Z', to: '2026-11-28T00:00:00.000Z' },
      ...{ leadTime: { medianMs: 5_400_000, of: 6 }, timeToRestore: { of: 0 }, issues: [] },
    },
    facts: ['2026-11-01T00:00:00.000Z', '7 releases', '0.5 a day', '1h30m', '25 %', 'not known', 'no longer stored'],
  },
  history: {
    calls: ['history -e production-eu'],
    value: {
      releases: [
        {
          application: app,
          namespace: 'one',
          instance: app,
          revision: 17,
          at: '2026-11-01T00:00:00Z',
          by: 'system:serviceaccount:ci:deployer',
          commit: '4484fb9aaaaa',
          state: 'deployed',
          changes: [{ flows: [flow, 'wrk'], from: old, to: now }],
        },
      ],
      commits: [
        {
          ...{ application: app, environment: 'production-eu', commit: 'c'.repeat(40), at: '2026-11-28T09:30:00Z' },
          ...{ by: 'Ada <ada@example.org>', from: 'staging', why: 'INC-7' },
          versions: [{ flows: [flow], version: 'v9.9.9' }],
        },
      ],
      issues: [],
    },
    facts: ['committed', 'promoted from staging', 'v9.9.9', 'INC-7', app, '17', 'deployed', flow, old, now],
    spare: ['system:serviceaccount:ci:deployer', '4484fb9'],
  },
  releaseDetails: {
    calls: [`history -e production-eu ${app} --revision 17`, 'history -e production-eu --all-namespaces --revision 17'],
    value: {
      cluster: { context: 'campus', server: 'https://campus.example.org' },
      releases: [
        [
          {
            release: {
              ...{ application: app, revision: 17, environment: 'production-eu', state: 'failed' },
              ...{ at: '2026-11-28T09:30:00Z', by: 'system:serviceaccount:ci:deployer', restores: 12 },
              ...{ reason: `${'x '.repeat(90)}reason-end`, commit: '4484fb9aaaaa', override: 'INC-7' },
              flows: { [flow]: { kind: 'service', builds: flow, tag: now, commit: '4484fb9aaaaa' } },
            },
            namespace: `${app}-production`,
            objects: [{ manifest: { kind: 'Deployment', metadata: { name: `${app}-${flow}` } } }],
          },
        ],
      ],
      issues: [issue],
    },
    facts: [
      ...[`17 of ${app}`, `${app}-production`, 'failed', 'reason-end', '2026-11-28T09:30:00Z', 'INC-7', 'release 12'],
      ...['system:serviceaccount:ci:deployer', flow, now, '4484fb9', `Deployment/${app}-${flow}`, 'image-unpinned'],
    ],
  },
  explain: {
    calls: [`explain -e production-eu ${app}.${flow}.image`],
    value: [
      {
        path: `apps.${app}.flows.${flow}.image`,
        value: `${image}:${now}`,
        layers: [
          {
            origin: `apps.${app}.tag`,
            value: `${image}:${now}`,
            location: { file: 'environments/prod.yaml', line: 7 },
          },
          { origin: 'code', value: `${image}:${old}`, location: { file: `apps/${app}.ts`, line: 9 } },
        ],
      },
    ],
    facts: [`${image}:${now}`, `${image}:${old}`, 'environments/prod.yaml:7', `apps/${app}.ts:9`],
  },
  pin: {
    calls: [`pin -e production-eu ${app}=${now} --commit`, `pin -e production-eu ${app} --from-git`],
    value: {
      changes: [{ file: 'environments/production-eu.yaml', path: `apps.${app}.tag`, before: old, after: now }],
      commit: 'c'.repeat(40),
      warnings: [],
    },
    facts: ['environments/production-eu.yaml', `apps.${app}.tag`, old, now, 'committed ccccccc'],
  },
  diffBase: {
    calls: ['diff --base main', 'diff --base main -o markdown'],
    value: [
      objectChange,
      { target: 'compose', file: 'compose/production-eu/compose.yaml', change: 'changed', pinOnly: true },
    ],
    facts: [
      `${image}:${old}`,
      `${image}:${now}`,
      `spec.template.spec.containers.${flow}.image`,
      'pin only',
      'compose/production-eu/compose.yaml',
    ],
  },
  promote: {
    calls: [
      'promote production-eu --pins -y --dry-run --skip-environments --allow-downgrade',
      'promote production-eu --pins -o markdown -y',
      'promote production-eu --pins -y --why INC-7 --commit --branch promote --push --pull-request',
      'promote production-eu --pins -y --deploy',
    ],
    value: {
      promotion: {
        ...{ from: 'development', to: 'production-eu', taken: 'pins', unchanged: [] },
        moves: [
          {
            application: app,
            flow,
            image: 'web',
            from: { tag: old },
            to: { tag: now },
            note: 'the digest of a branch',
          },
        ],
        shared: [{ application: app, image: 'web', flows: [flow, 'worker'], added: ['worker'] }],
        commits: [
          {
            ...{ flows: [`${app}/${flow}`], from: old, to: now, count: 51 },
            commits: [{ id: '4484fb9aaaaa', subject: `${'x '.repeat(60)}subject-end` }],
          },
        ],
        pins: [{ file: 'environments/production-eu.yaml', path: `apps.${app}.tag`, before: old, after: now }],
        changes: [objectChange],
        gates: [{ gate: 'check', name: 'smoke', setBy: 'a file', state: 'not-run' }],
        ...{ jobs: [`${app}/migrate`], down: [`${app}/database`] },
      },
      ...{ isDone: true, warnings: [issue], commit: 'd'.repeat(40), branch: 'promote-branch' },
      ...{ pushedTo: 'origin', pullRequest: 'https://github.com/example/a-long-repository/pull/1234' },
    },
    facts: [
      ...[`${app}/${flow}`, old, now, 'the digest of a branch', '51 commits', '4484fb9', 'subject-end'],
      ...['50 more', `${app}/migrate`, `${app}/database`, 'worker', 'pin only', 'gate check smoke: not run'],
    ],
    spare: ['web'],
  },
  diffLive: {
    calls: ['diff -e production-eu', 'diff -e production-eu -o side-by-side'],
    value: live,
    facts: liveFacts,
  },
  diffSummary: {
    calls: ['diff -e production-eu --summary'],
    value: undefined,
    facts: liveFacts.filter((fact) => ![old, now].includes(fact)),
  },
  diffReleases: {
    calls: ['diff -e production-eu --revision 11..12', 'diff -e production-eu --revision 11..12 -o side-by-side'],
    value: { ...live, warnings: [issue] },
    facts: [...[old, now, 'gone'], 'image-unpinned'],
  },
  pinTag: {
    calls: [`deploy -e production-eu --tag ${now}`],
    value: {
      changes: [{ file: 'environments/production-eu.yaml', path: `apps.${app}.tag`, before: old, after: now }],
      warnings: [issue],
    },
    facts: ['environments/production-eu.yaml', `apps.${app}.tag`, old, now, 'image-unpinned'],
  },
  deployOrRollBack: {
    calls: ['deploy -e production-eu --rollback-on-failure'],
    value: { outcomes: [{ application: app, release: { revision: 4321 } }], warnings: [issue] },
    facts: [app, '4321', 'production-eu', 'image-unpinned'],
  },
  previewDeploy: { calls: ['deploy -e production-eu --dry-run=server'], value: live, facts: liveFacts },
  deploySteps: {
    calls: ['deploy -e production-eu --dry-run=client'],
    value: {
      steps: [{ application: app, step: 1, objects: [`Deployment/${flow}`, `Service/${flow}`] }],
      warnings: [issue],
    },
    facts: [`Deployment/${flow}`, `Service/${flow}`, 'image-unpinned', image],
  },
  deploy: {
    calls: ['deploy -e production-eu -y'],
    value: { outcomes: [{ application: app, release: { revision: 4321 } }], warnings: [] },
    facts: [app, '4321', 'production-eu'],
  },
  rollback: {
    calls: ['rollback -e production-eu -y'],
    value: {
      outcomes: [{ application: app, release: { revision: 4321 } }],
      pins: [{ file: 'environments/production-eu.yaml', path: `apps.${app}.tag`, before: now, after: old }],
      holds: [{ application: app, image: flow, version: now }],
      beyond: [{ kind: 'Deployment', name: flow, change: 'changed', fields: ['spec.replicas'] }],
      warnings: [],
      verified: [],
      undeclared: [],
    },
    facts: ['4321', old, now, 'spec.replicas', `${app}/${flow} ${now} is held`],
  },
  deleteApplication: {
    calls: [`delete -e production-eu ${app} -y`],
    value: { outcomes: [{ application: app }], left: [], warnings: [issue] },
    facts: [app, 'deleted', 'production-eu', 'image-unpinned'],
  },
  synth: {
    calls: ['synth'],
    value: {
      outdir: 'dist',
      written: [`production-eu/${app}/${flow}-deployment.yaml`],
      removed: ['gone.yaml'],
      unchanged: 3,
      warnings: [],
    },
    facts: [`dist/production-eu/${app}/${flow}-deployment.yaml`, 'dist/gone.yaml', '3 unchanged'],
  },
  checkSynth: {
    calls: ['synth --check', 'synth --check --target yaml'],
    value: { outdir: 'dist', written: ['a.yaml'], removed: [], unchanged: 3, warnings: [], conflicts: [issue] },
    facts: ['dist/a.yaml', 'out of date', 'towpath synth', 'image-unpinned'],
  },
  synthToText: {
    calls: ['synth --stdout'],
    value: { text: `image: ${image}:${now}`, warnings: [] },
    facts: [`image: ${image}:${now}`],
  },
  validate: {
    calls: ['validate', 'validate --advise'],
    value: { issues: [issue], applications: 12, environments: 5 },
    facts: ['image-unpinned', image, 'environments/development.yaml:12', '12 applications'],
  },
  schema: {
    calls: ['schema', 'schema --check'],
    value: { written: ['environments/.schema/environment.json'] },
    facts: ['environments/.schema/environment.json'],
  },
  init: {
    calls: ['init', `init ${app} -y`],
    value: { written: [`apps/${app}.ts`], kept: ['package.json'] },
    facts: [`apps/${app}.ts`, 'package.json (kept)', 'npm run synth'],
  },
  adopt: {
    calls: ['adopt shop prod=kubernetes/prod', 'adopt shop prod=kubernetes/prod --live --dry-run'],
    value: {
      files: { [`apps/${app}.ts`]: `${'// x '.repeat(60)}text-end` },
      live: [
        {
          ...{ environment: 'production-eu', context: 'campus', problems: [`${'x '.repeat(90)}problem-end`] },
          restarts: [{ object: `Deployment/${flow}`, change: 'changed', fields: ['spec.template.spec.hostIPC'] }],
          changes: [{ object: `Service/${flow}`, change: 'added', fields: [] }],
        },
      ],
      written: [`apps/${app}.ts`],
      compared: { prod: 12 },
      differences: ['prod: Deployment/web spec.replicas: expected 2, found 1'],
      references: [{ path: 'flows.web.env.DB_HOST', text: 'db', code: "this.flow('db').host" }],
      credentials: [
        {
          object: 'Deployment/db',
          location: { file: 'kubernetes/prod/db.yaml', line: 3 },
          message: '`PASSWORD` looks like a secret, by its name',
          secret: { name: 'db-credentials', key: 'PASSWORD', from: ['deployment/db', '{.spec}'] },
        },
      ],
      commands: ['kubectl create secret generic db-credentials'],
      findings: [issue],
    },
    facts: [
      `apps/${app}.ts`,
      'spec.replicas: expected 2, found 1',
      'db-credentials',
      '12 objects',
      'image-unpinned',
    ].concat([
      ...[`Deployment/${flow}`, 'spec.template.spec.hostIPC', `Service/${flow}: added`, 'problem-end', 'restarts'],
    ]),
  },
  completion: { calls: ['completion bash'], value: undefined, facts: ['complete -F _towpath towpath'] },
  rbac: {
    calls: ['rbac -e production-eu --guard --user ada', 'rbac -e production-eu -o json'],
    value: { objects: [{ kind: 'Role', metadata: { name: `towpath-deploy-${app}` } }], warnings: [] },
    facts: [`towpath-deploy-${app}`],
  },
};

function sourceFlow(name: string, file: string) {
  return { name, file, line: 7, command: ['prefect', 'flow', 'serve', `${file}:run`] };
}
