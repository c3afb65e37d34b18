// A server alone draws the picture: what a browser shows of it is in the document already.

export const picture = () => '';
