export const Member = ({ firm, regulators = 'FINRA and SIPC' }) => (
  <p>{firm} is a member of {regulators}.</p>
)
