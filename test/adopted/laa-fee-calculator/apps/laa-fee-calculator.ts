import type { Construct } from 'constructs';
import { Application, type ApplicationProps, ServiceFlow } from 'towpath';

const ping = { http: '/ping.json', headers: { Host: 'localhost' }, initialDelaySeconds: 15 };

export default class LaaFeeCalculator extends Application {
  constructor(scope: Construct, id: string, props: ApplicationProps) {
    super(scope, id, {
      ...props,
      naming: { name: '{flow}', objects: { ingress: '{flow}-v1' }, selector: { app: '{flow}-app' }, labels: {} },
      shared: { serviceAccountToken: null, serviceLinks: null },
    });
    new ServiceFlow(this, 'laa-fee-calculator', {
      image: this.image('app', '754256621582.dkr.ecr.eu-west-2.amazonaws.com/laa-get-paid/laa-fee-calculator'),
      pullPolicy: 'Always',
      containerName: 'app',
      port: 8080,
      servicePortName: 'http',
      env: {
        DJANGO_SECRET_KEY: this.secret('django-secret').key('key'),
        SENTRY_DSN: this.secret('sentry-dsn').key('key'),
        ENV: this.environment.name,
      },
      probes: { readiness: { ...ping, periodSeconds: 15 }, liveness: { ...ping, periodSeconds: 60 } },
      rollout: { maxUnavailable: 0, maxSurge: '100%' },
      replicas: 3,
      route: {
        tls: true,
        annotations: {
          'external-dns.alpha.kubernetes.io/set-identifier': `laa-fee-calculator-v1-${this.namespace}-green`,
          'external-dns.alpha.kubernetes.io/aws-weight': '100',
          'nginx.ingress.kubernetes.io/enable-modsecurity': 'true',
          'nginx.ingress.kubernetes.io/modsecurity-snippet': [
            'SecRuleEngine On',
            'SecDefaultAction "phase:2,pass,log,tag:github_team=laa-clair-taskforce"',
            'SecRule REQUEST_HEADERS:User-Agent "@contains GPTBot" "id:1001, phase:1, deny, status:403, log"',
            '',
          ].join('\n'),
        },
      },
    });
  }
}
