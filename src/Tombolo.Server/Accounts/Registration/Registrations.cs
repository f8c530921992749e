using System.Data.Common;
using Dapper;
using Microsoft.Extensions.Options;
using Tombolo.Interop.Enlistment;
using Tombolo.Interop.Identity;
using Tombolo.Interop.Registration;
using Tombolo.Server.Accounts.Codes;
using Tombolo.Server.Accounts.Enrolment;
using Tombolo.Server.Accounts.Login;
using Tombolo.Server.Storage;

namespace Tombolo.Server.Accounts.Registration;

/// <summary>A phone number becomes an account: code out, code back, device in.</summary>
internal sealed class Registrations(
    IDatabase database, ISmsGateway gateway, OneTimeCodes codes, Enrolments enrolments, ServiceNames services, IOptions<TomboloServerOptions> options, TimeProvider time)
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private readonly RegistrationOptions _options = options.Value.Registration;

    /// <summary>Sends a code. An earlier one to the same number stops working.</summary>
    public async Task<Outcome<RegistrationStarted>> StartAsync(string text, CancellationToken cancellationToken)
    {
        if (gateway.ClosedReason is not null)
        {
            return ErrorCode.RegistrationClosed;
        }

        if (!PhoneNumber.TryParse(text, out var number))
        {
            return ErrorCode.NumberInvalid;
        }

        var (id, code, now) = (Guid.NewGuid().ToString("N"), OneTimeCodes.Create(), time.Now());
        var wait = await database.WriteAsync(connection => Insert(connection, number!, id, code, now), cancellationToken);
        if (wait > 0)
        {
            return Outcome<RegistrationStarted>.Later(ErrorCode.RateLimited, TimeSpan.FromMilliseconds(wait));
        }

        if (!await gateway.SendAsync(number!, code, cancellationToken))
        {
            return ErrorCode.InternalError;
        }

        return new RegistrationStarted
        {
            Id = id,
            Number = number!.E164,
            ExpiresAt = StoreTime.FromStore(now) + _options.CodeLifetime,
            ResendAfterSeconds = (int)Math.Ceiling(_options.ResendAfter.TotalSeconds),
        };
    }

    /// <summary>Takes the code and, if it is the one, the device.</summary>
    public async Task<Outcome<Enrolled>> VerifyAsync(string id, VerificationRequest request, CancellationToken cancellationToken)
    {
        if (!EnrolmentRules.IsSound(request.Device))
        {
            return ErrorCode.RequestMalformed;
        }

        if (!EnrolmentRules.AreSound(request.Keys))
        {
            return ErrorCode.KeysInvalid;
        }

        var token = LoginTokens.Create();
        var newAddress = AccountAddress.Create(Guid.NewGuid(), services.HostDomain);
        var verdict = await database.WriteAsync(connection => Verify(connection, id, request, newAddress, token), cancellationToken);
        return verdict.Refusal is { } refusal
            ? refusal
            : await enrolments.AnnounceAsync(verdict.Enrolling!, verdict.Account, verdict.Existed, cancellationToken);
    }

    /// <returns>Milliseconds to wait before the number may have a code; 0 when it was written.</returns>
    private long Insert(DbConnection connection, PhoneNumber number, string id, string code, long now)
    {
        var identifier = IdentifierRows.GetOrAdd(connection, ServiceNames.Host, new AccountIdentifier(IdentifierTypes.Phone, number.E164));
        var earlier = connection.Query<long>(
            "SELECT created_at FROM registration WHERE identifier = @identifier AND created_at > @dayAgo ORDER BY created_at",
            new { identifier, dayAgo = now - Day.ToStore() }).ToArray();
        if (earlier.Length > 0 && earlier[^1] + _options.ResendAfter.ToStore() > now)
        {
            return earlier[^1] + _options.ResendAfter.ToStore() - now;
        }

        if (earlier.Length >= _options.CodesPerNumberAndDay)
        {
            return earlier[^_options.CodesPerNumberAndDay] + Day.ToStore() - now;
        }

        connection.Execute("UPDATE registration SET ends_at = 0 WHERE identifier = @identifier", new { identifier });
        connection.Execute(
            "INSERT INTO registration (id, identifier, code, attempts_left, created_at, ends_at) VALUES (@id, @identifier, @code, @attempts, @now, @endsAt)",
            new { id, identifier, code = codes.Hash(id, code), attempts = _options.AttemptsPerCode, now, endsAt = now + _options.CodeLifetime.ToStore() });
        return 0;
    }

    private Verdict Verify(DbConnection connection, string id, VerificationRequest request, AccountAddress newAddress, string token)
    {
        var row = connection.QuerySingleOrDefault<Row>(
            """
            SELECT registration.identifier AS Identifier, registration.code AS Code, registration.ends_at AS EndsAt,
                   identifier.value AS Number, account.address AS Account
            FROM registration JOIN identifier ON identifier.id = registration.identifier LEFT JOIN account ON account.identifier = identifier.id
            WHERE registration.id = @id
            """,
            new { id });
        if (Refuse(connection, row, id, request.Code) is { } refusal)
        {
            return new Verdict(refusal);
        }

        connection.Execute("UPDATE registration SET ends_at = 0 WHERE id = @id", new { id });
        var account = row!.Account is { } address ? AccountAddress.Parse(address) : newAddress;
        var enrolling = new Enrolling
        {
            Service = ServiceNames.Host,
            Region = PhoneNumber.TryParse(row.Number, out var number) ? number!.Region : "",
            Device = request.Device,
            Keys = request.Keys,
            LoginToken = token,
        };
        return new Verdict(null, enrolling, account, enrolments.Replace(connection, enrolling, account, row.Identifier));
    }

    private ErrorCode? Refuse(DbConnection connection, Row? row, string id, string code)
    {
        if (row is null || row.EndsAt == 0)
        {
            return ErrorCode.RegistrationUnknown;
        }

        if (row.EndsAt <= time.Now())
        {
            return ErrorCode.CodeExpired;
        }

        // The try is paid for before it is judged: guesses sent at the same moment cannot share one.
        if (connection.Execute("UPDATE registration SET attempts_left = attempts_left - 1 WHERE id = @id AND attempts_left > 0 AND ends_at > 0", new { id }) == 0)
        {
            return ErrorCode.AttemptsExhausted;
        }

        return codes.Matches(id, code, row.Code) ? null : ErrorCode.CodeWrong;
    }

    private readonly record struct Verdict(ErrorCode? Refusal, Enrolling? Enrolling = null, AccountAddress Account = default, bool Existed = false);

    private sealed record Row
    {
        public long Identifier { get; init; }

        public byte[] Code { get; init; } = [];

        public long EndsAt { get; init; }

        public string Number { get; init; } = "";

        public string? Account { get; init; }
    }
}
