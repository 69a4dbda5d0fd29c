import type { Construct } from 'constructs';
import { Application, type ApplicationProps } from 'towpath';
import { kept, registry } from './_naming';
import { sync } from './_schedules';

/** The second version of the schedules. */
export default class MoladinFinops extends Application {
  constructor(scope: Construct, id: string, props: ApplicationProps) {
    super(scope, id, { ...props, ...kept });
    const common = {
      image: this.image('moladin-finops', `${registry}/moladin-finops`),
      secret: 'moladin-finops-cold-app-secret',
    };
    const report = { ...common, suspend: false, schedule: '0 13 * * 0' };
    sync(this, 'finops-create-report-monthly', { ...report, script: 'v2_send_report.py' });
    const resource = { ...common, script: 'manage.py sync_current_gcp_cost_resource', schedule: '30 6 * * *' };
    sync(this, 'finops-sync-gcp-cost-resource', resource);
    sync(this, 'finops-sync-gcp-label-mapping', { ...common, script: 'v2_sync_gcp_label.py', schedule: '30 5 * * *' });
    sync(this, 'finops-sync-index-weight', { ...common, script: 'v2_sync_index_weight.py', schedule: '1 5 * * *' });
  }
}
