import { Hono } from 'hono';
import { matchedRoutes } from 'hono/route';
import { receiveWebhook, retrieveAsset, returnFromProvider } from '../contract/callbacks.js';
import { cancelSession } from '../contract/cancel-session.js';
import { retrieveSession } from '../contract/retrieve-session.js';
import { startPayment } from '../contract/start-payment.js';
import type { AssetService } from './assets/assets.js';
import { methodNotAllowed, noteFailure, sealHeaders, type Edge, type EdgeEnv } from './edge.js';
import { cancelSessionEndpoint } from './endpoints/cancel-session.js';
import { receiveWebhookEndpoint } from './endpoints/receive-webhook.js';
import { retrieveAssetEndpoint } from './endpoints/retrieve-asset.js';
import { retrieveSessionEndpoint } from './endpoints/retrieve-session.js';
import { returnFromProviderEndpoint } from './endpoints/return-from-provider.js';
import { startPaymentEndpoint } from './endpoints/start-payment.js';
import { CheckoutError } from './errors.js';
import { logWith, type Log } from './log.js';
import { toMerchantHttp, type MerchantPort } from './merchant-http/merchant-http.js';
import { merchantRoutes } from './merchant-http/routes.js';
import type { Settings } from './options.js';
import { crossOrigin, originGuard } from './origins.js';
import type { Payments } from './payments/payments.js';
import { problemResponse, toCheckoutError } from './problem-response.js';
import { secretCheck } from './secret-check.js';
import { startTimer, type StartTimer } from './timer.js';

export interface HandlerDependencies {
  readonly payments: Payments;
  readonly assets: AssetService;
  readonly options: Settings;
  /** The merchant's side, for `merchantHttp`; without it there is none over HTTP. */
  readonly merchant?: MerchantPort;
  readonly log: Log;
  /** A new random id per request. Default: a UUID. */
  readonly newRequestId?: () => string;
  readonly timer?: StartTimer;
}

/** The whole backend as one function. It never rejects. */
export function createHandler(given: HandlerDependencies): (request: Request) => Promise<Response> {
  const { options: settings, newRequestId = () => crypto.randomUUID() } = given;
  const edge: Edge = {
    payments: given.payments,
    assets: given.assets,
    settings,
    knowsClientKey: secretCheck(settings.clientKeys),
    timer: given.timer ?? startTimer,
  };
  const router = routes(edge, given.merchant ?? null);
  return async (request) => {
    const requestId = newRequestId();
    const log = logWith(given.log, { request_id: requestId });
    const startedAt = settings.now();
    let route = '*';
    const note = (matched: string): void => void (route = matched);
    const response = await answer(() => router.fetch(request, { requestId, log, note }), {
      requestId,
      log,
    });
    sealHeaders(response.headers, requestId);
    const ms = settings.now() - startedAt;
    log.info('request', { method: request.method, route, status: response.status, ms });
    return response;
  };
}

/** The router lets through what is thrown without being an `Error`; here nothing gets through. */
async function answer(
  dispatch: () => Promise<Response> | Response,
  { requestId, log }: { readonly requestId: string; readonly log: Log },
): Promise<Response> {
  try {
    return await dispatch();
  } catch (error) {
    log.error('A request failed.', { error });
    return problemResponse(toCheckoutError(error), requestId);
  }
}

/** Each endpoint once, on the paths of the contract, below the path of `publicUrl`. */
function routes(edge: Edge, merchant: MerchantPort | null): Hono<EdgeEnv> {
  const { settings } = edge;
  const app = new Hono<EdgeEnv>({ getPath: ({ url }) => pathBelow(settings.basePath, url) });
  app.use(async (c, next) => {
    await next();
    c.env.note(matchedRoutes(c).at(-1)?.path ?? '*');
  });
  app.use('/sessions/*', originGuard(settings));
  if (settings.allowedOrigins.length > 0) app.use('/sessions/*', crossOrigin(settings));

  app.get(retrieveSession.path, retrieveSessionEndpoint(edge));
  app.all(retrieveSession.path, methodNotAllowed('GET', 'HEAD'));
  app.post(startPayment.path, startPaymentEndpoint(edge));
  app.all(startPayment.path, methodNotAllowed('POST'));
  app.post(cancelSession.path, cancelSessionEndpoint(edge));
  app.all(cancelSession.path, methodNotAllowed('POST'));

  app.on(['GET', 'POST'], returnFromProvider.path, returnFromProviderEndpoint(edge));
  app.all(returnFromProvider.path, methodNotAllowed('GET', 'HEAD', 'POST'));
  app.post(receiveWebhook.path, receiveWebhookEndpoint(edge));
  app.all(receiveWebhook.path, methodNotAllowed('POST'));
  app.get(retrieveAsset.path, retrieveAssetEndpoint(edge));
  app.all(retrieveAsset.path, methodNotAllowed('GET', 'HEAD'));

  if (settings.merchantHttp && merchant) {
    app.route(
      '/merchant',
      merchantRoutes(toMerchantHttp(settings, settings.merchantHttp, merchant)),
    );
  }

  app.notFound((c) =>
    problemResponse(
      new CheckoutError('not_found', 'There is nothing at this path.'),
      c.env.requestId,
    ),
  );
  app.onError((thrown, c) => {
    const error = toCheckoutError(thrown);
    noteFailure(c.env.log, error);
    return problemResponse(error, c.env.requestId);
  });
  return app;
}

/**
 * The path below the mount point, still percent-encoded: a coded slash never becomes a separator.
 * What lies outside becomes the root, which is no route.
 */
function pathBelow(basePath: string, url: string): string {
  const { pathname } = new URL(url);
  return pathname.startsWith(`${basePath}/`) ? pathname.slice(basePath.length) : '/';
}
