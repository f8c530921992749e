using System.Data.Common;
using Dapper;

namespace Tombolo.Server.Consent;

/// <summary>What others ask of <c>relation</c> inside work of their own.</summary>
internal static class RelationRows
{
    /// <summary>Whether one of two has blocked the other.</summary>
    public static bool AreBlocked(DbConnection connection, string one, string other) => connection.ExecuteScalar<bool>(
        """
        SELECT EXISTS (SELECT 1 FROM relation WHERE owner = @one AND peer = @other AND state = @blocked)
            OR EXISTS (SELECT 1 FROM relation WHERE owner = @other AND peer = @one AND state = @blocked)
        """,
        new { one, other, blocked = (int)RelationState.Blocked });
}
