import { RemovalPolicy } from 'aws-cdk-lib';
import {
  DomainName,
  HttpApi,
  HttpMethod,
  HttpRoute,
  HttpRouteKey,
  HttpStage,
  LogGroupLogDestination,
  type IDomainName,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { specOf, type ProductFunction } from './product-function.ts';
import type { Stage } from './stage-settings.ts';

/**
 * The HTTP API in front of the functions that answer people and systems. Neither addresses nor paths are
 * logged: a path can hold a download ticket.
 */
export class PublicApi extends Construct {
  /** host name that the DNS entry of the product's origin points at */
  readonly target: string;
  readonly #api: HttpApi;

  constructor(scope: Construct, id: string, given: { stage: Stage; functions: readonly ProductFunction[] }) {
    super(scope, id);
    const domain = this.#domain(given.stage);
    this.#api = new HttpApi(this, 'Http', {
      apiName: `ket-qua-${given.stage.name}`,
      createDefaultStage: false,
      disableExecuteApiEndpoint: domain !== undefined,
    });
    new HttpStage(this, 'Stage', {
      httpApi: this.#api,
      stageName: '$default',
      autoDeploy: true,
      // The application has finer limits of its own.
      throttle: { rateLimit: given.stage.throttle.perSecond, burstLimit: given.stage.throttle.atOnce },
      accessLogSettings: {
        destination: new LogGroupLogDestination(
          new LogGroup(this, 'AccessLog', {
            retention: RetentionDays.THIRTEEN_MONTHS,
            removalPolicy: RemovalPolicy.DESTROY,
          }),
        ),
        format: AccessLogFormat.custom(
          JSON.stringify({
            requestId: '$context.requestId',
            at: '$context.requestTimeEpoch',
            route: '$context.routeKey',
            status: '$context.status',
            milliseconds: '$context.responseLatency',
            error: '$context.integrationErrorMessage',
          }),
        ),
      },
      ...(domain && { domainMapping: { domainName: domain } }),
    });
    this.target =
      domain?.regionalDomainName ?? `${this.#api.apiId}.execute-api.${given.stage.region}.amazonaws.com`;
    for (const answering of given.functions) this.#route(answering);
  }

  #route(answering: ProductFunction): void {
    const { name, routes = [] } = specOf(answering.node.id);
    const integration = new HttpLambdaIntegration(`${name}-integration`, answering);
    for (const route of routes) {
      new HttpRoute(this, route, { httpApi: this.#api, routeKey: routeKey(route), integration });
    }
  }

  #domain({ publicBaseUrl, certificateArn }: Stage): IDomainName | undefined {
    if (certificateArn === undefined) return undefined;
    return new DomainName(this, 'Domain', {
      domainName: new URL(publicBaseUrl).host,
      certificate: Certificate.fromCertificateArn(this, 'Certificate', certificateArn),
    });
  }
}

const methods: ReadonlyMap<string, HttpMethod> = new Map(
  Object.values(HttpMethod).map((method) => [method, method]),
);

function routeKey(route: string): HttpRouteKey {
  if (route === '$default') return HttpRouteKey.DEFAULT;
  const [method = '', path = ''] = route.split(' ');
  return HttpRouteKey.with(path, methods.get(method));
}
