import { parse } from 'yaml';
import type { Checkout } from './checkout';
import { kinds, manifests } from './manifests';
import { environments, namespaceOf, tagOf } from './workspace';

/** A program that makes the same objects with cdk8s alone, and writes a file for each environment. */
export function cdk8sProgram(checkout: Checkout, flows: number): string {
  return program(
    checkout,
    flows,
    `const app = new App({ outdir: __dirname + '/dist/' + environment });
  add(new Chart(app, 'large'), environment, namespace, tag);
  app.synth();`,
  );
}

/** A program that only constructs the objects and renders them: the least time in which cdk8s can make them. */
export function cdk8sFloor(checkout: Checkout, flows: number): string {
  return program(
    checkout,
    flows,
    `const chart = new Chart(new App({ outdir: __dirname + '/dist' }), 'large');
  add(chart, environment, namespace, tag);
  chart.toJson();`,
  );
}

function program(checkout: Checkout, flows: number, work: string): string {
  const texts = manifests(checkout);
  const objects = kinds.map((kind) => `    new ApiObject(chart, '${kind}' + i, ${literal(parse(texts[kind]))});`);
  const runs = environments.map((name) => [name, namespaceOf(name), tagOf(name)]);
  const text = `const { ApiObject, App, Chart } = require('cdk8s');
function add(chart, environment, namespace, tag) {
  for (let i = 0; i < ${flows}; i++) {
${objects.join('\n')}
  }
}
for (const [environment, namespace, tag] of ${JSON.stringify(runs)}) {
  ${work}
}
`;
  return `${checkout.project({ 'program.js': text })}/program.js`;
}

/** An object of JavaScript whose texts contain the number of the flow and the values of the environment. */
function literal(object: unknown): string {
  return JSON.stringify(object).replaceAll(/"[^"]*"/g, (text) => {
    const filled = text
      .slice(1, -1)
      .replaceAll('store-0', `store-\${i}`)
      .replaceAll(namespaceOf('dev'), `\${namespace}`)
      .replaceAll(tagOf('dev'), `\${tag}`)
      .replaceAll(/^dev$/g, `\${environment}`);
    return filled === text.slice(1, -1) ? text : `\`${filled}\``;
  });
}
