/** The file of an application of many flows, numbered; what is not a number is an expression. */
export function largeApplication(from: number, to: number | string, user: number | string = 1000): string {
  return `
import type { Construct } from 'constructs';
import { Application, type ApplicationProps, WorkerFlow } from 'towpath';

export default class Large extends Application {
  constructor(scope: Construct, id: string, props: ApplicationProps) {
    super(scope, id, props);
    const image = this.image('wrk', 'example/wrk');
    for (let number = ${from}; number < ${to}; number++) new WorkerFlow(this, \`wrk-\${number}\`, { image, user: ${user} });
  }
}
`;
}
