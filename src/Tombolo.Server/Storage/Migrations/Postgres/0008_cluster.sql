-- Two activations of one account's grain can exist for a moment when a node is lost. The newest opening of a mailbox is the only one that
-- may append; an append holds the row until its commit, so that what the older one stored has a lower number than anything of the newer.
ALTER TABLE mailbox ADD COLUMN term BIGINT NOT NULL DEFAULT 0;

-- Whether a node holds the same keys/host.key as the nodes before it: one row, made by the first of a cluster.
CREATE TABLE host_fingerprint (
    id BIGINT PRIMARY KEY CHECK (id = 1),
    fingerprint BYTEA NOT NULL
);

-- Who is in the cluster, as Orleans' clustering over ADO.NET asks for it. It finds its statements in a table of this name; names of
-- parameters and columns in them are its contract, the rest is ours. Every change of a node counts the version up by one, or does nothing.
CREATE TABLE cluster_version (
    deployment TEXT PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE cluster_node (
    deployment TEXT NOT NULL REFERENCES cluster_version,
    address TEXT NOT NULL,
    port INTEGER NOT NULL,
    generation INTEGER NOT NULL,
    name TEXT NOT NULL,
    host TEXT NOT NULL,
    status INTEGER NOT NULL,
    gateway INTEGER NOT NULL,
    suspicions TEXT,
    started_at TIMESTAMPTZ NOT NULL,
    alive_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (deployment, address, port, generation)
);

CREATE TABLE OrleansQuery (
    QueryKey TEXT PRIMARY KEY,
    QueryText TEXT NOT NULL
);

INSERT INTO OrleansQuery (QueryKey, QueryText) VALUES
('MembershipReadAllKey',
'SELECT version.deployment AS DeploymentId, address AS Address, port AS Port, generation AS Generation, name AS SiloName, host AS HostName,
    status AS Status, gateway AS ProxyPort, suspicions AS SuspectTimes, started_at AS StartTime, alive_at AS IAmAliveTime, version.version AS Version
 FROM cluster_version version LEFT JOIN cluster_node node ON node.deployment = version.deployment
 WHERE version.deployment = @DeploymentId'),
('MembershipReadRowKey',
'SELECT version.deployment AS DeploymentId, address AS Address, port AS Port, generation AS Generation, name AS SiloName, host AS HostName,
    status AS Status, gateway AS ProxyPort, suspicions AS SuspectTimes, started_at AS StartTime, alive_at AS IAmAliveTime, version.version AS Version
 FROM cluster_version version LEFT JOIN cluster_node node
    ON node.deployment = version.deployment AND address = @Address AND port = @Port AND generation = @Generation
 WHERE version.deployment = @DeploymentId'),
('GatewaysQueryKey',
'SELECT address AS Address, gateway AS ProxyPort, generation AS Generation
 FROM cluster_node WHERE deployment = @DeploymentId AND status = @Status AND gateway > 0'),
('InsertMembershipVersionKey',
'WITH made AS (INSERT INTO cluster_version (deployment) VALUES (@DeploymentId) ON CONFLICT DO NOTHING RETURNING 1)
 SELECT count(*)::integer FROM made'),
('InsertMembershipKey',
'WITH counted AS (
    UPDATE cluster_version SET version = version + 1 WHERE deployment = @DeploymentId AND version = @Version
        AND NOT EXISTS (SELECT FROM cluster_node WHERE deployment = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation)
    RETURNING deployment),
 joined AS (
    INSERT INTO cluster_node (deployment, address, port, generation, name, host, status, gateway, started_at, alive_at)
    SELECT deployment, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime FROM counted
    RETURNING 1)
 SELECT count(*)::integer FROM joined'),
('UpdateMembershipKey',
'WITH counted AS (
    UPDATE cluster_version SET version = version + 1 WHERE deployment = @DeploymentId AND version = @Version
        AND EXISTS (SELECT FROM cluster_node WHERE deployment = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation)
    RETURNING deployment),
 changed AS (
    UPDATE cluster_node node SET status = @Status, suspicions = @SuspectTimes, alive_at = greatest(alive_at, @IAmAliveTime) FROM counted
    WHERE node.deployment = counted.deployment AND address = @Address AND port = @Port AND generation = @Generation
    RETURNING 1)
 SELECT count(*)::integer FROM changed'),
('UpdateIAmAlivetimeKey',
'UPDATE cluster_node SET alive_at = greatest(alive_at, @IAmAliveTime)
 WHERE deployment = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation'),
('DeleteMembershipTableEntriesKey',
'DELETE FROM cluster_node WHERE deployment = @DeploymentId; DELETE FROM cluster_version WHERE deployment = @DeploymentId'),
('CleanupDefunctSiloEntriesKey',
'DELETE FROM cluster_node
 WHERE deployment = @DeploymentId AND status = 6 AND alive_at < @IAmAliveTime AND started_at < @IAmAliveTime AND coalesce(suspicions, '''') = '''''),
('CleanupDefunctSiloEntryKey',
'DELETE FROM cluster_node
 WHERE deployment = @DeploymentId AND status = 6 AND address = @Address AND port = @Port AND generation = @Generation
    AND alive_at = @IAmAliveTime AND started_at = @StartTime AND coalesce(suspicions, '''') = coalesce(@SuspectTimes, '''')');
