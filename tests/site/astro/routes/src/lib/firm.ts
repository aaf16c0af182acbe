// who speaks
export const FIRM: string = 'Harbor Lane Securities LLC';
