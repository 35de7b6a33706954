/** Hit by the provider's redirect, by GET or by a form POST; answers 303 to the merchant's page. */
export const returnFromProvider = { path: '/returns/:token' } as const;

/** Hit by the provider's server, with the provider's own body. */
export const receiveWebhook = { method: 'POST', path: '/webhooks/:gateway/:token' } as const;

/** An image of the view: icon, logo, QR code or item picture. */
export const retrieveAsset = { method: 'GET', path: '/assets/:id' } as const;
