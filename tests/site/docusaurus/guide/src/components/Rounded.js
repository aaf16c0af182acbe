import React from 'react';

const Rounded = () => <p>Figures on this page are rounded.</p>;

export default Rounded;
