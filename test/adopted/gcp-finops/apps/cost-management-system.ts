import type { Construct } from 'constructs';
import { Application, type ApplicationProps, ServiceFlow } from 'towpath';
import { kept, registry } from './_naming';
import { sync } from './_schedules';

/** The site with its reports. Some names of its schedules contain the environment. */
export default class CostManagementSystem extends Application {
  constructor(scope: Construct, id: string, props: ApplicationProps) {
    const objects = {
      deployment: '{flow}-deployment',
      service: 'cost-management-system-svc',
      ingress: 'ingress-cost-management-system',
    };
    super(scope, id, { ...props, ...kept, naming: { ...kept.naming, objects } });
    const image = this.image('cost-management-system', `${registry}/cost-management-system`);
    const isProduction = props.environment.name === 'production';
    const labels = { app: 'cost-management-system-app' };
    const ingressClass = { 'kubernetes.io/ingress.class': 'nginx' };
    new ServiceFlow(this, 'cost-management-system-app', {
      image,
      pullPolicy: 'IfNotPresent',
      port: 5005,
      servicePortName: 'http',
      containerPort: false,
      envFrom: [
        { secret: 'cost-management-system-cold-app-secret' },
        { secret: 'cost-management-system-hot-app-secret' },
      ],
      rollout: { maxSurge: '25%', maxUnavailable: '25%' },
      service: { labels },
      route: {
        tls: [{ hosts: ['cost-management.moladin.com'], secret: 'wildcard-moladin-tls' }],
        annotations: ingressClass,
      },
      ...(isProduction && {
        routes: {
          data: {
            hosts: ['finops-data.moladin.com'],
            paths: ['/api/gcp/bigquery'],
            tls: 'wildcard-moladin-tls',
            annotations: ingressClass,
          },
        },
      }),
      naming: { objectLabels: { deployment: labels } },
    });
    const secret = 'cost-management-system-cold-app-secret';
    const report = { image, secret, suspend: false, containerName: 'cms-create-report' };
    const daily = { image, secret, schedule: '1 8 * * *' };
    sync(this, `cms-create-report-${isProduction ? 'prod' : 'devl'}`, {
      ...{ ...report, script: 'send_report.py', schedule: isProduction ? '0 13 * * 0' : '0 9 * * 0' },
    });
    sync(this, isProduction ? 'cms-sync-gcp-cost' : 'cms-sync-gcp-cost-devl', {
      ...{ ...daily, script: 'sync_gcp_cost.py', containerName: 'cms-sync-gcp-cost' },
    });
    if (!isProduction) return;
    sync(this, 'cms-create-data-report-prod', { ...report, script: 'send_data_report.py', schedule: '0 14 * * 0' });
    sync(this, 'cms-sync-index-weight', { ...daily, script: 'sync_index_weight.py', schedule: '1 5 * * *' });
    sync(this, 'cms-sync-techfamily-cost', { ...daily, script: 'sync_tf_cost.py', schedule: '0 22 * * *' });
    sync(this, 'kubecost-check-uncategorized', { ...daily, script: 'kubecost_check_uncategorized.py' });
  }
}
