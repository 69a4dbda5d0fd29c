import type { Construct } from 'constructs';
import { Application, type ApplicationProps } from 'towpath';
import { kept, registry } from './_naming';
import { sync } from './_schedules';

/** The schedules that both environments keep in one namespace. */
export default class Kubecost extends Application {
  constructor(scope: Construct, id: string, props: ApplicationProps) {
    super(scope, id, { ...props, ...kept });
    const image = this.image('cost-management-system', `${registry}/cost-management-system`);
    const secret = 'cost-management-system-cold-app-secret';
    const hourly = '1 8,9,10,11,12,13,14,15,16,17 * * *';
    sync(this, 'kubecost-check-status', { image, secret, script: 'kubecost_check_status.py', schedule: hourly });
    sync(this, 'kubecost-insert-data', { image, secret, script: 'kubecost_insert_data.py', schedule: '1 8 * * *' });
  }
}
