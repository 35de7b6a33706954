/** The keys of `theme` in Ottu's Checkout SDK for the web, as its documentation lists them. */
const DOCUMENTED = `
  main title-text primary-text secondary-text pay-button border payment-details-heading
  payment-methods-heading
  amount-box amount amount-label amount-currency
  fees fees-label fees-currency
  checkbox-label save-account-label selected-checkbox
  wallet-buttons applePay applePay-tooltip googlePay stcPay urPay
  methods-block methods saved-cards redirect-links selected-method payment-method-name card-number
  card-expiry delete-card-logo ccv-input floating-label cvv-info-text
  card-removal-modal info-modal payment-modal modal-overlay
  popup-close-button
  delete-card-button delete-card-message keep-card-button
  error-popup-heading error-popup-message error-popup-data retry-button
  success-popup-heading success-popup-message success-popup-data
  mobile-number-popup-heading otp-popup-heading mobile-number-input otp-input payment-error-message
  otp-send-button otp-resend-button otp-submit-button popup-back-button
`;

/** One key goes by another name in a sample of the documentation, and the demo there uses more. */
const ELSEWHERE = `
  error-retry-button
  reject-button terms-container terms-link view-toggle pci-disclaimer pci-logos card-background
  card-input-border card-input-fields cvv-input field-error-border error-message checkbox-knob
  selected-checkbox-knob responsive
`;

export const OTTU_THEME_KEYS: readonly string[] = `${DOCUMENTED}${ELSEWHERE}`.trim().split(/\s+/);
