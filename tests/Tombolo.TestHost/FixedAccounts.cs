using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Text;
using Tombolo.Server.Accounts;
using Tombolo.Server.Consent;
using Tombolo.Xmpp.Sasl.HashedTokens;
using ErrorCode = Tombolo.Interop.Errors.ErrorCode;

namespace Tombolo.TestHost;

/// <summary>
/// Every UUID is an account with devices 1 and 2, identified by a number made of it. The login token of a device is known and rotates
/// like a real one. Stands where the real accounts stand, so that tests of streams need no registration.
/// </summary>
internal sealed class FixedAccounts : IAccountFacts, IRelations, IDeviceAuthenticator
{
    public const string Digest = "fixed-digest";

    private readonly ConcurrentDictionary<DeviceAddress, (int Newest, int Oldest)> _tokens = [];

    public static string FirstToken(string device) => Token(device, 0);

    public Task<AccountFacts?> LoadAsync(AccountAddress account, CancellationToken cancellationToken) => Task.FromResult<AccountFacts?>(
        !Guid.TryParse(account.Local, out var id) ? null : new AccountFacts
        {
            Account = account,
            Identifier = new AccountIdentifier("phone", "+34" + id.ToString("N")[..8]),
            Devices = [new DeviceFacts(1, 1, [5]), new DeviceFacts(2, 2, [5])],
            DevicesDigest = Digest,
            EnabledPartners = FrozenSet<string>.Empty,
            Relations = FrozenDictionary<AccountAddress, Relation>.Empty,
        });

    public Task<Relation> WritingToAsync(AccountAddress owner, AccountAddress peer, CancellationToken cancellationToken) =>
        Task.FromResult(new Relation(RelationState.Accepted, 0));

    public Task<Relation> RequestDeliveredAsync(AccountAddress owner, AccountAddress peer, CancellationToken cancellationToken) =>
        Task.FromResult(new Relation(RelationState.Requested, 1));

    public Task<LoginResult> LoginAsync(TokenProof proof, CancellationToken cancellationToken)
    {
        var device = proof.Device.ToString();
        var (newest, oldest) = _tokens.GetValueOrDefault(proof.Device);
        for (var number = newest; number >= oldest; number--)
        {
            var token = Encoding.UTF8.GetBytes(Token(device, number));
            if (HashedToken.VerifyInitiator(token, proof.ChannelBinding.Span, proof.Hash.Span))
            {
                // The token in use stays good until the next one is used.
                _tokens[proof.Device] = (number + 1, number);
                return Task.FromResult(LoginResult.Success(
                    proof.Device, HashedToken.ResponderProof(token, proof.ChannelBinding.Span), Token(device, number + 1), null));
            }
        }

        return Task.FromResult(LoginResult.Refused(ErrorCode.LoginTokenInvalid));
    }

    public Task<LoginResult> LoginAsync(BearerProof proof, CancellationToken cancellationToken) =>
        Task.FromResult(LoginResult.Refused(ErrorCode.TokenMalformed));

    private static string Token(string device, int number) => $"token {number} of {device}";
}
