-- Deletes what devices have confirmed, always by the primary key. Left to itself the planner takes what it remembers of a table that is empty one minute and
-- full the next: a scan of all of it for each commit, or a bitmap, which walks every dead row of a mailbox until the next vacuum, each time anew. A plain
-- index scan marks dead rows where it meets them, so that the next one passes over them and the next insert takes their room.
CREATE FUNCTION delete_confirmed(mailboxes BIGINT[], uptos BIGINT[]) RETURNS VOID LANGUAGE plpgsql
SET enable_seqscan = off SET enable_bitmapscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET jit = off
AS $$
BEGIN
    DELETE FROM entry USING unnest(mailboxes, uptos) AS confirmed (mailbox, upto) WHERE entry.mailbox = confirmed.mailbox AND entry.seq <= confirmed.upto;
END
$$;
