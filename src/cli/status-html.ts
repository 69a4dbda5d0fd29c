import type { DeploymentStatus, FlowStatus, Status } from '../actions/status/status';
import { htmlText } from './html';
import { shortVersion } from './short-names';
import { statusSections } from './status-sections';
import { deploymentText } from './status-text';

/** Colours for a bright and a dark screen. Each state is also a word, so the page can be read without colours. */
const style = `
:root { color-scheme: light dark; }
body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem; background: Canvas; color: CanvasText; }
main { overflow-x: auto; }
table { border-collapse: collapse; }
th, td { padding: .4rem .9rem; text-align: left; vertical-align: top; border-bottom: 1px solid color-mix(in srgb, CanvasText 20%, Canvas); }
td { border-left: 3px solid transparent; }
.good { border-left-color: #2da44e; }
.bad { border-left-color: #cf222e; }
.waits { border-left-color: #bf8700; }
small { display: block; opacity: .75; }
li { overflow-wrap: anywhere; }
`;

/**
 * A status as one page that needs nothing from outside and runs nothing.
 * @param title such as the name of the workspace
 */
export function statusHtml(status: Status, title: string, now: Date): string {
  const { environments, flows, issues } = status;
  const sections = [
    ...statusSections(status),
    ...(issues.length > 0
      ? [{ title: 'could not be read', lines: issues.map(({ code, message }) => `${code}: ${message}`) }]
      : []),
  ];
  const heads = ['application', 'flow', ...environments];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>${htmlText(title)}: what runs</title>
<style>${style}</style>
</head>
<body>
<h1>${htmlText(title)}</h1>
<p>What runs, as of <time datetime="${now.toISOString()}">${now.toISOString()}</time>.</p>
<main>
<table>
<thead><tr>${heads.map((head) => `<th scope="col">${htmlText(head)}</th>`).join('')}</tr></thead>
<tbody>
${flows.map((flow) => row(flow, environments)).join('\n')}
</tbody>
</table>
${sections.map(({ title: name, lines }) => `<h2>${htmlText(name)}</h2>\n<ul>\n${lines.map((line) => `<li>${htmlText(line)}</li>`).join('\n')}\n</ul>`).join('\n')}
</main>
</body>
</html>`;
}

function row({ application, flow, deployments }: FlowStatus, environments: readonly string[]): string {
  const cells = environments.map((name) => cell(deployments.filter(({ environment }) => environment === name)));
  return `<tr><th scope="row">${htmlText(application)}</th><th scope="row">${htmlText(flow)}</th>${cells.join('')}</tr>`;
}

function cell(deployments: readonly DeploymentStatus[]): string {
  const [first] = deployments;
  if (!first) return '<td>-</td>';
  const texts = deployments.map((one) => {
    const { image, since, message } = one;
    const details = [image && shortVersion(image), since && `since ${since}`, message];
    const small = details.flatMap((text) => (text ? [`<small>${htmlText(text)}</small>`] : []));
    return `<div>${htmlText(deploymentText(one))}${small.join('')}</div>`;
  });
  return `<td class="${toneOf(deployments)}">${texts.join('')}</td>`;
}

const goodStates: readonly DeploymentStatus['state'][] = ['healthy', 'external', 'stopped'];

/** The colour of a cell: that of its worst deployment. */
function toneOf(deployments: readonly DeploymentStatus[]): 'good' | 'bad' | 'waits' {
  const states = deployments.map(({ state }) => state);
  if (states.some((state) => state === 'failed' || state === 'missing')) return 'bad';
  return states.every((state) => goodStates.includes(state)) ? 'good' : 'waits';
}
